/** `breaking`: a call or a reader may fail. `safety`: somebody may see or do what they could not. */
export type ChangeClass = 'breaking' | 'safety' | 'additive' | 'text';
export const changeClasses: readonly ChangeClass[] = ['breaking', 'safety', 'additive', 'text'];

export interface SurfaceChange {
  readonly class: ChangeClass;
  /** Tool or operation. */
  readonly subject: string;
  readonly what: string;
}

export type Found = Omit<SurfaceChange, 'subject'>;

export interface Comparison<T> {
  readonly removed: (before: T) => readonly Found[];
  readonly added: (after: T) => readonly Found[];
  readonly kept: (before: T, after: T) => readonly Found[];
}

export function compareMaps<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  { removed, added, kept }: Comparison<T>,
): SurfaceChange[] {
  return allKeys(before, after).flatMap((subject) => {
    const a = Object.hasOwn(before, subject) ? before[subject] : undefined;
    const b = Object.hasOwn(after, subject) ? after[subject] : undefined;
    const found = a === undefined ? (b === undefined ? [] : added(b)) : b === undefined ? removed(a) : kept(a, b);
    return found.map((change) => ({ ...change, subject }));
  });
}

export const breaking = (what: string): Found => ({ class: 'breaking', what });
export const additive = (what: string): Found => ({ class: 'additive', what });
export const safety = (what: string): Found => ({ class: 'safety', what });
export const text = (what: string): Found => ({ class: 'text', what });

/** The changes of a fact that differs; none of one that does not. */
export function when(differs: boolean, ...changes: readonly Found[]): readonly Found[] {
  return differs ? changes : [];
}

export function allKeys(a: object = {}, b: object = {}): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}
