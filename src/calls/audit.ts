import { cleanText } from '../policy/clean.ts';
import { writeStderr } from '../policy/log.ts';
import type { Scrubber } from '../policy/scrub.ts';

/** One call that writes. It holds no secret: those arguments are masked, and the thing acted on is a digest. */
export interface AuditEvent {
  readonly tool: string;
  readonly effect: string;
  readonly instance: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The beginning of the SHA-256 of the token: it tells two pushes apart and opens none. */
  readonly target?: string;
  /** `unknown`: the request left, and nothing usable came back. */
  readonly outcome: 'done' | 'refused' | 'failed' | 'cancelled' | 'unknown';
  /** Code of the refusal. */
  readonly code?: string;
  readonly ms: number;
}

/** Writes audit lines, one JSON object each. */
export type Audit = (event: AuditEvent, scrubber: Scrubber) => void;

export function createAudit(write: (line: string) => void = writeStderr, now: () => Date = () => new Date()): Audit {
  return (event, scrubber) =>
    write(`${JSON.stringify(scrubber.value({ audit: 'push-mcp', time: now().toISOString(), ...event }))}\n`);
}

export function fingerprint(target: unknown): string | undefined {
  if (typeof target !== 'string') return undefined;
  // Loaded here and not above: it would add a twentieth to every start
  const { createHash } = process.getBuiltinModule('node:crypto');
  return `sha256:${createHash('sha256').update(target).digest('hex').slice(0, 12)}`;
}

/** Arguments as an audit line may hold them: secrets masked, and where they stand in other arguments replaced; text bounded. */
export function maskArguments(
  args: Readonly<Record<string, unknown>>,
  secrets: readonly string[],
  { text: scrub }: Scrubber,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, secrets.includes(name) ? '[masked]' : bounded(value, scrub)]),
  );
}

const MOST_ENTRIES = 20;

function bounded(value: unknown, scrub: (text: string) => string): unknown {
  // A terminal obeys control characters that JSON does not escape. Cut last, or a part of a secret would be left
  if (typeof value === 'string') return scrub(cleanText(scrub(value))).slice(0, 200);
  // A password may consist of digits
  if (typeof value === 'number') return scrub(String(value)) === String(value) ? value : bounded(String(value), scrub);
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((item) => bounded(item, scrub));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).slice(0, MOST_ENTRIES);
  return Object.fromEntries(entries.map(([name, member]) => [bounded(name, scrub), bounded(member, scrub)]));
}
