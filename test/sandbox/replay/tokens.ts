// Which live push stands for which recorded one.

export interface Tokens {
  bind(recorded: string, live: string): void;
  /** Throws where the two do not belong together. Two tokens that are new belong together from now on. */
  match(recorded: string, live: string): boolean;
  /** A recorded text with the live token in place of the recorded one. */
  translate(text: string): string;
  knows(recorded: string): boolean;
}

const tokenInPath = /(\/(?:p|f|r|api\/v2\/pushes)\/)([A-Za-z0-9_-]{11,19})(?![A-Za-z0-9_-])/g;

export function readPathToken(path: string): string | undefined {
  return Array.from(path.matchAll(tokenInPath), (match) => match[2])[0];
}

export function createTokens(): Tokens {
  const live = new Map<string, string>();
  const recordedByLive = new Map<string, string>();
  const bind = (recorded: string, token: string) => {
    live.set(recorded, token);
    recordedByLive.set(token, recorded);
  };
  const find = (recorded: string) => {
    const token = live.get(recorded);
    if (token !== undefined) return token;
    // Asked for in upper case, where the server must not find it.
    return live.get(recorded.toLowerCase())?.toUpperCase();
  };
  return {
    bind,
    match(recorded, token) {
      if (!live.has(recorded) && !recordedByLive.has(token)) bind(recorded, token);
      return live.get(recorded) === token;
    },
    translate: (text) => text.replace(tokenInPath, (_, path: string, token: string) => path + (find(token) ?? token)),
    knows: (recorded) => find(recorded) !== undefined,
  };
}
