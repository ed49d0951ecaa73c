import { sha256 } from '../../overrides/rule/digest.ts';
import { cleanText } from '../policy/clean.ts';
import type { Scrubber } from '../policy/scrub.ts';

/** How a call ended. `unknown`: the request left, and nothing usable came back. `asked`: the person is asked first. */
export type AuditOutcome = 'done' | 'refused' | 'failed' | 'cancelled' | 'unknown' | 'asked';

/** What an audit line is about. */
export interface AuditSubject {
  readonly tool: string;
  readonly effect: string;
  /** Who called; absent where nobody else could have. */
  readonly caller?: string;
  /** Origin of the configured service. */
  readonly instance: string;
  /** The arguments as they came. */
  readonly raw: unknown;
  /** Names of the arguments that the tool takes. Any other name may be a value in the wrong place. */
  readonly names: () => readonly string[];
  /** Names of arguments that are masked. */
  readonly secrets: readonly string[];
}

/** The audit line of one call while it runs. It holds no secret: such arguments are masked, and the thing acted on is a digest. */
export interface AuditRecord {
  /** The arguments were taken as they stand here. */
  args: Readonly<Record<string, unknown>> | undefined;
  /** Token or id of the thing acted on, as far as it is known. */
  target: unknown;
  /** Origin that was asked last. */
  instance: string;
  /** The arguments as the line has them. */
  shown(code?: string): Readonly<Record<string, unknown>>;
  /** Writes the line. `code` is that of the refusal. */
  close(outcome: AuditOutcome, code?: string): void;
}

/** Opens the audit line of a call that begins now. Nothing is written before it is closed. */
export function openAudit(subject: AuditSubject, scrubber: Scrubber, write: (line: string) => void): AuditRecord {
  const began = performance.now();
  return {
    args: undefined,
    target: undefined,
    instance: subject.instance,
    shown(code) {
      const { raw, names, secrets } = subject;
      // What was refused as an argument, names included, may be a secret in the wrong place
      const taken = code?.startsWith('BAD_') ? undefined : this.args;
      const given = Object.keys(typeof raw === 'object' && raw !== null ? raw : {});
      const known = given.filter((name) => names().includes(name));
      const args = Object.fromEntries(known.map((name) => [name, taken ? taken[name] : '[not taken]']));
      return maskArguments(args, secrets, scrubber);
    },
    close(outcome, code) {
      const { tool, effect, caller } = subject;
      // A guess at a secret could be compared with its digest
      const target = fingerprint(typeof this.target === 'string' ? scrubber.text(this.target) : undefined);
      const line = {
        audit: 'push-mcp',
        time: new Date().toISOString(),
        tool,
        effect,
        ...(caller !== undefined && { caller }),
        instance: this.instance,
        arguments: this.shown(code),
        ...(target !== undefined && { target }),
        outcome,
        ...(code !== undefined && { code }),
        ms: Math.round(performance.now() - began),
      };
      // Nothing else in it is a caller's text: masked by value, a chosen argument could hide the tool or who called
      write(`${JSON.stringify(line)}\n`);
    },
  };
}

export function fingerprint(target: unknown): string | undefined {
  if (typeof target !== 'string') return undefined;
  return `sha256:${sha256(target).slice(0, 12)}`;
}

/** Arguments as an audit line may hold them: secrets masked, and where they stand in other arguments replaced; text bounded. */
function maskArguments(
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
