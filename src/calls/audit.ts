import { sha256 } from '../../overrides/rule/digest.ts';
import { cleanText } from '../policy/clean.ts';
import type { Scrubber } from '../policy/scrub.ts';

/** How a call ended. `unknown`: the request left, and nothing usable came back. `asked`: the person is asked first. */
export type AuditOutcome = 'done' | 'refused' | 'failed' | 'cancelled' | 'unknown' | 'asked';

/** What an audit line is about. */
export interface AuditSubject {
  readonly tool: string;
  readonly effect: string;
  /** Who called; undefined where only one person can. */
  readonly caller: string | undefined;
  /** Origin of the configured service. */
  readonly instance: string;
  /** The arguments as they came. */
  readonly raw: unknown;
  /** Names of the arguments that the tool takes. Any other name may be a value in the wrong place. */
  readonly names: () => readonly string[];
  /** Names of the arguments to mask. */
  readonly secrets: readonly string[];
}

/** The audit line of one call while it runs. It holds no secret: such arguments are masked, and the thing acted on is a digest. */
export interface AuditRecord {
  /** The arguments after they were checked; undefined until then. */
  args: Readonly<Record<string, unknown>> | undefined;
  /** Token or id of the thing acted on; undefined while it is not known. */
  target: unknown;
  /** Origin that was asked last. */
  instance: string;
  /** The arguments as the line shows them. `code` as below. */
  shown(code?: string): Readonly<Record<string, unknown>>;
  /** Writes the line. `code` is that of the refusal. To be called once. */
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
      const called = Object.keys(typeof raw === 'object' && raw !== null ? raw : {});
      const shownAs = (name: string) =>
        secrets.includes(name) ? '[masked]' : bounded(taken ? taken[name] : '[not taken]', scrubber.text);
      const known = called.filter((name) => names().includes(name));
      return Object.fromEntries(known.map((name) => [name, shownAs(name)]));
    },
    close(outcome, code) {
      const line = {
        audit: 'push-mcp',
        time: new Date().toISOString(),
        tool: subject.tool,
        effect: subject.effect,
        caller: subject.caller,
        instance: this.instance,
        arguments: this.shown(code),
        // Scrubbed first: a guess at a secret could be compared with its digest
        target: typeof this.target === 'string' ? fingerprint(scrubber.text(this.target)) : undefined,
        outcome,
        code,
        ms: Math.round(performance.now() - began),
      };
      // Arguments and target are masked already. The rest is no caller's text, and must not be masked by value: a secret
      // argument that is chosen for it could hide the tool or who called
      write(`${JSON.stringify(line)}\n`);
    },
  };
}

/** What an audit line has in place of the thing acted on: it tells two apart and opens neither. */
export function fingerprint(target: string): string {
  return `sha256:${sha256(target).slice(0, 12)}`;
}

const MOST_ENTRIES = 20;

/** A value as an audit line may hold it: short, and with the secrets that stand in it replaced. */
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
