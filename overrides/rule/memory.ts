/** One kind of thing that is remembered: its name, how long, and how many of them. `T` is the type of its values. */
export interface Slot<T> {
  readonly name: string;
  /** Milliseconds after which a value counts as forgotten. */
  readonly lifetime: number;
  /** When there are more, the one that was set first is forgotten. */
  readonly most: number;
  /** Never set: it ties the type to the slot. */
  readonly holds?: T;
}

/**
 * What holds for one service at one address, whoever asks. It is shared by all callers of the process, so nothing in it may
 * come from a credential, and it may be lost at any time.
 */
export interface Cache {
  get<T>(slot: Slot<T>, key?: string): T | undefined;
  set<T>(slot: Slot<T>, value: T, key?: string): void;
  delete<T>(slot: Slot<T>, key?: string): void;
}

/**
 * What one caller's connection to one service has to remember between calls. Values are plain JSON: several processes may
 * share them through a database.
 */
export interface State {
  get<T>(slot: Slot<T>, key: string): Promise<T | undefined>;
  /** Replaces a value by what `change` makes of it, as one step; undefined forgets it. `change` may run more than once. */
  update<T>(slot: Slot<T>, key: string, change: (old: T | undefined) => T | undefined): Promise<void>;
}
