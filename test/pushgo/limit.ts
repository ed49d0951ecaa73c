import { describe, expect, test } from 'vitest';
import type { PushgoTest } from '../support/pushgo.ts';
import { type Args, expectRefused, expectTaken, type SendingTool } from './samples.ts';

export const x = (count: number) => 'x'.repeat(count);
/** Two bytes, one character. */
export const e = (count: number) => 'é'.repeat(count);
/** Four bytes, two UTF-16 units, one character. */
export const rocket = (count: number) => '🚀'.repeat(count);

export interface Limit {
  readonly tools: readonly SendingTool[];
  /** Below and at the limit. */
  readonly taken: readonly Args[];
  /** Above it, and what is said then. */
  readonly refused?: readonly Args[];
  readonly says?: RegExp;
}

/** A test for each limit and tool: what is below or at it is sent, what is above it is refused in a sentence. */
export function testLimits(pushgo: () => PushgoTest, limits: Readonly<Record<string, Limit>>): void {
  describe.each(Object.entries(limits))('%s', (_, { tools, taken, refused = [], says = /^$/ }) => {
    test.each(tools)('%s', async (tool) => {
      // The gateway wants a time with a message about a thing
      const more = tool === 'pushgo_message_send' ? { occurred_at: '1710000000' } : {};
      for (const args of taken) await expectTaken(pushgo(), tool, { ...more, ...args });
      for (const args of refused)
        await expectRefused(pushgo(), tool, { ...more, ...args }, expect.stringMatching(says));
    });
  });
}
