// Which live id stands for which recorded one. All of them are 32 hexadecimal digits.

export interface Names {
  bind(recorded: string, live: string): void;
  /** Whether the two belong together. Two that are new do from now on. */
  match(recorded: string, live: string): boolean;
  /** A recorded text with live ids in place of the recorded ones. */
  translate(text: string): string;
}

const idPattern = /(?<![0-9a-zA-Z])[0-9a-f]{32}(?![0-9a-zA-Z])/g;

export const isId = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

export function createNames(): Names {
  const lives = new Map<string, string>();
  const recordeds = new Map<string, string>();
  const bind = (recorded: string, live: string) => {
    lives.set(recorded, live);
    recordeds.set(live, recorded);
  };
  return {
    bind,
    match(recorded, live) {
      if (!isId(live)) return false;
      if (!lives.has(recorded) && !recordeds.has(live)) bind(recorded, live);
      return lives.get(recorded) === live;
    },
    translate: (text) => text.replace(idPattern, (id) => lives.get(id) ?? id),
  };
}
