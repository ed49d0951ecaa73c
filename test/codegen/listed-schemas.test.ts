// One schema that a client refuses makes it drop the whole list, so `generate` stops at it.
import { expect, test } from 'vitest';
import { Report } from '../../codegen/diagnostics.ts';
import type { Model } from '../../codegen/model.ts';
import { checkSurface } from '../../codegen/overrides/check-surface.ts';
import type { SurfaceTool } from '../../codegen/overrides/contract.ts';

function problemsOf(member: object): string[] {
  const object = { type: 'object', properties: {}, additionalProperties: false };
  const tool = {
    ...{ name: 'note', title: 'Note', description: 'Notes.', toolset: 'notes', effect: 'read' },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true },
    // Below a list in an object, as deep as anything may be
    inputSchema: {
      ...object,
      properties: { outer: { ...object, properties: { list: { type: 'array', items: member } } } },
    },
    outputSchema: object,
  };
  const report = new Report();
  checkSurface([tool as unknown as SurfaceTool], { tools: [] } as unknown as Model, report);
  return report.diagnostics.map(({ detail }) => detail);
}

test.each<[string, object]>([
  ['a text', { type: 'string', description: 'x', default: 'a', enum: ['a'], minLength: 1, maxLength: 9 }],
  ['a number', { type: 'number', minimum: 0, maximum: 9 }],
  ['an object that is open', { type: 'object', additionalProperties: true }],
  ['an object of texts', { type: 'object', additionalProperties: { type: 'string' } }],
  ['an object that is closed', { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false }],
])('%s is taken', (_, member) => {
  expect(problemsOf(member)).toEqual([]);
});

test.each<[string, object, RegExp]>([
  ['a format', { type: 'string', format: 'uuid' }, /`format`/],
  ['a pattern', { type: 'string', pattern: 'x' }, /`pattern`/],
  ['an open bound', { type: 'number', exclusiveMinimum: 0 }, /`exclusiveMinimum`/],
  ['a choice of schemas', { anyOf: [{ type: 'string' }, { type: 'null' }] }, /`anyOf`/],
  ['two types', { type: ['string', 'null'] }, /without one type/],
  ['no type', { description: 'x' }, /without one type/],
  ['an enumeration of numbers', { type: 'integer', enum: [1, 2] }, /other values than texts/],
  ['an object that says nothing of its members', { type: 'object' }, /`additionalProperties`/],
  ['the same as the type of members', { type: 'object', additionalProperties: { type: 'object' } }, /`additionalProp/],
])('%s is refused', (_, member, problem) => {
  expect(problemsOf(member).join('\n')).toMatch(problem);
});
