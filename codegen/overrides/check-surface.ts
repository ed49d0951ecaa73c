import type { Report } from '../diagnostics.ts';
import { isObject } from '../json.ts';
import type { Model } from '../model.ts';
import { inputNamePattern, toolNamePattern } from '../names.ts';
import type { JsonSchema, SurfaceTool } from './contract.ts';
import { overridesFile } from './load-overrides.ts';

/** Reports tools that some clients refuse. One such tool makes some of them drop the whole list. */
export function checkSurface(tools: readonly SurfaceTool[], model: Model, report: Report): void {
  const seen = new Set<string>();
  for (const tool of tools) {
    const problems = [...checkTool(tool), ...(seen.has(tool.name) ? ['its name is taken'] : [])];
    seen.add(tool.name);
    for (const problem of problems) report.add('TOOL_BAD', overridesFile, '', `\`${tool.name}\`: ${problem}.`);
  }
  for (const { name } of model.tools) {
    if (!seen.has(name)) report.add('TOOL_BAD', overridesFile, '', `\`${name}\`: surface() does not list it.`);
  }
}

function checkTool(tool: SurfaceTool): string[] {
  const problems: string[] = [];
  if (!toolNamePattern.test(tool.name))
    problems.push('the name is not one of lower-case letters, digits and underscores, 40 at most');
  for (const text of ['title', 'description', 'toolset', 'effect'] as const)
    if (!tool[text]) problems.push(`there is no ${text}`);
  for (const hint of ['readOnlyHint', 'destructiveHint', 'idempotentHint']) {
    if (typeof tool.annotations[hint] !== 'boolean') problems.push(`the annotation ${hint} is missing`);
  }
  return [...problems, ...checkRoot(tool.inputSchema, 'input'), ...checkRoot(tool.outputSchema, 'output')];
}

function checkRoot(schema: JsonSchema, side: 'input' | 'output'): string[] {
  const combined = ['oneOf', 'anyOf', 'allOf', 'if', 'not'].filter((keyword) => Object.hasOwn(schema, keyword));
  return [
    ...(schema.type === 'object' ? [] : [`the ${side} is not an object`]),
    ...combined.map((keyword) => `the ${side} has \`${keyword}\` at its root`),
    ...checkNode(schema, side),
  ];
}

function checkNode(node: unknown, path: string): string[] {
  if (Array.isArray(node)) return node.flatMap((item) => checkNode(item, path));
  if (!isObject(node)) return [];
  const properties = isObject(node.properties) ? node.properties : {};
  const { properties: _, enum: _values, default: _default, const: _const, examples: _examples, ...keywords } = node;
  return [
    ...(Object.hasOwn(node, '$ref') ? [`${path} has a $ref`] : []),
    ...(node.type === 'array' && !isObject(node.items) ? [`${path} is an array without items`] : []),
    ...Object.keys(properties).flatMap((name) =>
      inputNamePattern.test(name) ? [] : [`${path} has the field ${JSON.stringify(name)}`],
    ),
    ...Object.entries(properties).flatMap(([name, property]) => checkNode(property, `${path}.${name}`)),
    ...Object.values(keywords).flatMap((member) => checkNode(member, path)),
  ];
}
