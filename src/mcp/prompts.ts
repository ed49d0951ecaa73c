import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { services } from '../../overrides/registry.ts';
import type { PromptRule } from '../../overrides/rule/prompt-rule.ts';
import type { EnabledTools } from '../policy/enabled.ts';

/** Prompts by name. Each has the name of its tool. */
type Prompts = ReadonlyMap<string, PromptRule>;

/** The prompts whose tool is on. */
export function enabledPrompts(tools: EnabledTools): Prompts {
  const all = Object.values(services).flatMap(({ prompts }) => Object.entries(prompts));
  return new Map(all.filter(([name]) => tools.on.has(name)));
}

export function listPrompts(prompts: Prompts) {
  return [...prompts].map(([name, { title, description, arguments: args }]) => ({
    name,
    title,
    description,
    arguments: args.map(({ values: _, ...argument }) => argument),
  }));
}

/**
 * The message of a prompt with its arguments filled in. It sends nothing. Throws a protocol error for an unknown prompt and for a
 * missing argument.
 */
export function getPrompt(prompts: Prompts, name: string, values: Readonly<Record<string, unknown>>) {
  const prompt = prompts.get(name);
  if (!prompt) throw invalid('There is no such prompt.');
  const args: Record<string, string> = {};
  for (const argument of prompt.arguments) {
    const value = values[argument.name];
    if (typeof value === 'string' && value !== '') args[argument.name] = value;
    else if (argument.required) throw invalid(`The prompt ${name} needs ${argument.name}.`);
  }
  return {
    description: prompt.description,
    messages: [{ role: 'user' as const, content: { type: 'text' as const, text: prompt.text(args) } }],
  };
}

/** Values of an argument that begin with what was typed. */
export function completeArgument(prompts: Prompts, prompt: string, argument: string, typed: string): string[] {
  const values = prompts.get(prompt)?.arguments.find(({ name }) => name === argument)?.values ?? [];
  return values.filter((value) => value.startsWith(typed.trim().toLowerCase())).slice(0, 100);
}

function invalid(message: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, message);
}
