import { isObject, type JsonObject } from '../json.ts';
import type { Tool } from '../model.ts';
import { toolNamePattern, toolsetPattern } from '../names.ts';
import type { OperationContext } from './context.ts';

type ToolClaim =
  | ({ readonly kind: 'owner' } & Pick<Tool, 'name' | 'title' | 'toolset' | 'description'>)
  | { readonly kind: 'variant'; readonly name: string }
  | { readonly kind: 'internal'; readonly reason: string }
  | { readonly kind: 'hidden'; readonly reason: string };

/** The claim of an exposed operation. */
export type ExposedClaim = Exclude<ToolClaim, { kind: 'hidden' }>;

/** Reads `x-tool`: one of four forms, or nothing where the operation consumes. */
export function readTool(effect: string | undefined, context: OperationContext): ToolClaim | undefined {
  const value = context.operation.node['x-tool'];
  if (value === undefined) {
    if (effect === 'consume') return { kind: 'hidden', reason: '' };
    return void context.add('SPEC_MISSING_TOOL', [], 'There is no x-tool.');
  }
  const claim = isObject(value) ? readClaim(value) : undefined;
  if (!claim) {
    const keys = isObject(value) && (Object.keys(value).join(', ') || 'none');
    const detail = keys ? `It has the keys: ${keys}.` : 'It is not an object.';
    return void context.add('SPEC_BAD_TOOL', ['x-tool'], detail);
  }
  if (effect === 'consume' && claim.kind !== 'hidden') {
    const exposure = 'name' in claim ? `the tool \`${claim.name}\`` : 'sent by our own code';
    return void context.add('SPEC_CONSUME_EXPOSED', ['x-tool'], `It would be ${exposure}.`);
  }
  if ('name' in claim && (!toolNamePattern.test(claim.name) || claim.name in Object.prototype)) {
    return void context.add('SPEC_TOOL_NAME', ['x-tool'], `The tool is called ${JSON.stringify(claim.name)}.`);
  }
  return claim;
}

function readClaim(value: JsonObject): ToolClaim | undefined {
  const { expose, internal, ...texts } = value;
  if (!Object.values(texts).every((text) => typeof text === 'string' && text.trim() !== '')) return undefined;
  const {
    name = '',
    title = '',
    toolset = '',
    description = '',
    variantOf = '',
    reason = '',
  } = texts as Record<string, string>;
  const keys = Object.keys(value).sort().join();
  if (keys === 'description,name,title,toolset' && toolsetPattern.test(toolset))
    return { kind: 'owner', name, title, toolset, description: description.trim() };
  if (keys === 'variantOf') return { kind: 'variant', name: variantOf };
  if (keys === 'internal,reason' && internal === true) return { kind: 'internal', reason };
  if (keys === 'expose,reason' && expose === false) return { kind: 'hidden', reason };
  return undefined;
}
