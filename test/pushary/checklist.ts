import { afterEach, describe, expect, test } from 'vitest';
import { type PusharyOptions, type PusharyTest, startPushary } from '../support/pushary.ts';
import { elsewhere } from './checklist-elsewhere.ts';
import { type Args, four, sixteen } from './samples.ts';

export interface Site extends PusharyTest {
  /** The result of a tool; a refusal fails the test. */
  result(name: string, args?: Args): Promise<Record<string, unknown>>;
  /** The text of a refusal; a result fails the test. */
  refusal(name: string, args?: Args): Promise<string>;
  /** The result of `ask_user`. */
  ask(args?: Args): Promise<Record<string, unknown>>;
  /** Calls as a client that may give up. */
  abortable(name: string, args: Args, signal: AbortSignal): Promise<unknown>;
}

const open: PusharyTest[] = [];
afterEach(async () => {
  for (const site of open.splice(0)) await site.close();
});

/** A site and a client, closed after the test. */
export async function start(options?: PusharyOptions): Promise<Site> {
  const site = await startPushary(options);
  open.push(site);
  const result: Site['result'] = async (name, args) => {
    const outcome = await site.call(name, args);
    return 'result' in outcome ? outcome.result : expect.fail(outcome.refused);
  };
  return {
    ...site,
    result,
    async refusal(name, args) {
      const outcome = await site.call(name, args);
      return 'refused' in outcome ? outcome.refused : expect.fail(`${name} was not refused`);
    },
    ask: (args) => result('ask_user', { question: 'Deploy?', ...args }),
    abortable: (name, args, signal) => site.connection.client.callTool({ name, arguments: args }, { signal }),
  };
}

/** A site that answers every question at once. */
export async function startAnswering(value: string | null): Promise<Site> {
  const site = await start({
    sandbox: {
      onQuestion: ({ id }) => void (value === null ? site.sandbox.expire(id) : site.sandbox.answer(id, value)),
    },
  });
  return site;
}

/** Arguments that are enough for a tool. */
export function least(name: string): Args {
  return sixteen[name]?.least ?? four[name] ?? {};
}

/** What is enough for a campaign or a template. */
export const content = { name: 'n', title: 't', body: 'b' };

type Line = (text: string, run: () => Promise<void>) => void;

/** Tests of one section of the checklist, and one that no line of it is missing. */
export function section(name: string, count: number, define: (line: Line) => void): void {
  describe(name, () => {
    const lines = new Set(Object.keys(elsewhere[name] ?? {}));
    let tested = 0;
    define((text, run) => {
      lines.add(text);
      tested += 1;
      test(text, run);
    });
    test(`${tested} lines are tested and ${lines.size - tested} belong elsewhere`, () => {
      expect(lines.size).toBe(count);
    });
  });
}
