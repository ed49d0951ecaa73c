/** The words in which a comparison of two locks is put, and the loop over what both hold. */

/** `breaking`: a call or a reader may fail. `safety`: somebody may see or do more than before. */
export type ChangeClass = 'breaking' | 'safety' | 'additive' | 'text';
export const changeClasses: readonly ChangeClass[] = ['breaking', 'safety', 'additive', 'text'];

export interface SurfaceChange {
  readonly class: ChangeClass;
  /** Tool or operation. */
  readonly subject: string;
  readonly detail: string;
}

export type Difference = Omit<SurfaceChange, 'subject'>;

/** How to describe a member that only one of two maps has, and one that both have. */
interface Comparison<T> {
  readonly removed?: (name: string) => readonly Difference[];
  readonly added?: (name: string, after: T) => readonly Difference[];
  readonly kept: (before: T, after: T, name: string) => readonly Difference[];
}

/** The differences between two maps, each with the name of the member that it is about. */
export function compareMaps<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  { removed = () => [], added = () => [], kept }: Comparison<T>,
): SurfaceChange[] {
  return allKeys(before, after).flatMap((subject) => {
    const a = Object.hasOwn(before, subject) ? before[subject] : undefined;
    const b = Object.hasOwn(after, subject) ? after[subject] : undefined;
    const unpaired = b === undefined ? removed(subject) : added(subject, b);
    const differences = a === undefined || b === undefined ? unpaired : kept(a, b, subject);
    return differences.map((difference) => ({ ...difference, subject }));
  });
}

export const breaking = (detail: string): Difference => ({ class: 'breaking', detail });
export const additive = (detail: string): Difference => ({ class: 'additive', detail });
export const safety = (detail: string): Difference => ({ class: 'safety', detail });
export const text = (detail: string): Difference => ({ class: 'text', detail });

/** The difference in a list if there is one, else an empty list. */
export function when(differs: boolean, difference: Difference): Difference[] {
  return differs ? [difference] : [];
}

export function allKeys(a: object = {}, b: object = {}): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}
