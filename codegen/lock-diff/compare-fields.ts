import type { LockedField } from '../overrides/lock.ts';
import { additive, allKeys, breaking, compareMaps, type Difference, safety, text, when } from './change.ts';

type Fields = Readonly<Record<string, LockedField>>;

/** Arguments: accepting less is breaking, accepting more is not. */
export function compareInputs(before: Fields, after: Fields): Difference[] {
  return compareMaps(before, after, {
    removed: (name) => [breaking(`argument ${name} removed`)],
    added: (name, { required }) => [
      required ? breaking(`required argument ${name} added`) : additive(`argument ${name} added`),
    ],
    kept: (a, b, name) => [
      ...compareTypesAndTexts(`argument ${name}`, a, b),
      ...when(a.onlyWith !== undefined && !b.onlyWith, safety(`argument ${name}: no longer only with ${a.onlyWith}`)),
      ...when(!a.required && b.required === true, breaking(`argument ${name}: optional → required`)),
      ...when(a.required === true && !b.required, additive(`argument ${name}: required → optional`)),
      ...compareValues(`argument ${name}`, a, b, breaking),
      ...compareLimits(`argument ${name}`, a, b),
      ...when(
        !same(a.default, b.default),
        breaking(`argument ${name}: default ${show(a.default)} → ${show(b.default)}`),
      ),
    ],
  });
}

/** Results: showing less is breaking, and showing more may show too much. */
export function compareOutputs(before: Fields, after: Fields): Difference[] {
  return compareMaps(before, after, {
    removed: (name) => [breaking(`result ${name} removed`)],
    added: (name) => [safety(`result ${name} is shown now`)],
    kept: (a, b, name) => [
      ...compareTypesAndTexts(`result ${name}`, a, b),
      ...when(a.required === true && !b.required, breaking(`result ${name}: may be missing now`)),
      ...when(!a.required && b.required === true, additive(`result ${name}: always there now`)),
      ...compareValues(`result ${name}`, a, b, additive),
    ],
  });
}

function compareTypesAndTexts(label: string, a: LockedField, b: LockedField): Difference[] {
  return [
    ...when(a.type !== b.type, breaking(`${label}: type ${a.type} → ${b.type}`)),
    ...when(a.description !== b.description, text(`${label}: description`)),
  ];
}

function compareValues(
  label: string,
  a: LockedField,
  b: LockedField,
  narrowed: (detail: string) => Difference,
): Difference[] {
  if (!a.enum && !b.enum) return [];
  if (!a.enum) return [narrowed(`${label}: any value → ${show(b.enum)}`)];
  if (!b.enum) return [additive(`${label}: ${show(a.enum)} → any value`)];
  const lost = a.enum.filter((value) => !b.enum?.includes(value));
  const gained = b.enum.filter((value) => !a.enum?.includes(value));
  return [
    ...when(lost.length > 0, narrowed(`${label}: no longer ${lost.map(show).join(', ')}`)),
    ...when(gained.length > 0, additive(`${label}: now also ${gained.map(show).join(', ')}`)),
  ];
}

function compareLimits(label: string, a: LockedField, b: LockedField): Difference[] {
  return allKeys(a.limits, b.limits).flatMap((keyword) => {
    const [from, to] = [a.limits?.[keyword], b.limits?.[keyword]];
    const sentence = `${label}: ${keyword} ${show(from)} → ${show(to)}`;
    return when(!same(from, to), isWider(keyword, from, to) ? additive(sentence) : breaking(sentence));
  });
}

/** A limit that cannot be compared, such as a pattern, counts as narrower. */
function isWider(keyword: string, from: unknown, to: unknown): boolean {
  if (to === undefined) return true;
  if (typeof from !== 'number' || typeof to !== 'number') return false;
  return /max/i.test(keyword) ? to > from : to < from;
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'none';
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
