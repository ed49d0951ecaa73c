// One instance for all clients, with a clock that stands: what differs between answers then differs for another reason.
import { type Sandbox, type SandboxPush, startSandbox } from '../../src/sandbox/index.ts';

export const environmentOf = ({ origin, token }: Sandbox) => ({ PWPUSH_BASE_URL: origin, PWPUSH_API_TOKEN: token });

export const startInstance = (pushes: readonly SandboxPush[] = []): Promise<Sandbox> =>
  startSandbox({ now: () => new Date('2026-03-01T12:00:00Z'), pushes });

/** An answer of `create_push` or `expire_push` with the token, which is chance, taken out. */
export function withoutChance(answer: unknown): unknown {
  const text = JSON.stringify(answer);
  const token = /\\"url_token\\":\\"([\w-]+)\\"/.exec(text)?.[1];
  return JSON.parse(token === undefined ? text : text.replaceAll(token, 'TOKEN'));
}
