// The audit line of a call is closed once, also where it cannot be written.
import { expect, test } from 'vitest';
import { services } from '../../overrides/registry.ts';
import type { AnyTool } from '../../overrides/rule/tool-rule.ts';
import { createApp } from '../../src/callers/app.ts';
import { openCaller } from '../../src/callers/caller.ts';
import { runTool } from '../../src/calls/run.ts';
import { configure } from '../support/connect.ts';

test('a writer that throws is called once for a call', async () => {
  const { config, credentials } = configure({ PUSHARY_API_KEY: 'pk_0123456789abcdef.sk_0123456789abcdef' }, []);
  const id = '6f0e1d2c-3b4a-4958-8776-655443322110';
  const lines: string[] = [];
  const write = (line: string) => {
    lines.push(line);
    throw new Error('The disk is full.');
  };
  const app = createApp(config, { write });
  const tool = services.pushary.tools.cancel_question as AnyTool;
  const runtime = app.runtimes.get('pushary');
  if (!runtime) throw new Error('The service is off.');
  const done: AnyTool = {
    ...tool,
    run: async () => ({ answered: false, status: 'cancelled', correlationId: id, cancelled: true }),
  };
  const service = { ...runtime.service, tools: { ...runtime.service.tools, cancel_question: done } };
  const caller = openCaller({ ...app, runtimes: new Map([['pushary', { ...runtime, service }]]) }, credentials);
  const call = runTool(app, caller, {
    name: 'cancel_question',
    arguments: { correlationId: id },
    signal: new AbortController().signal,
    resourcesChanged: () => {},
    progress: () => {},
    agent: () => ({ agentName: 'test', sessionId: 'test' }),
    began: Date.now(),
    person: { canAnswer: { form: false, url: false }, replyTo: async () => undefined },
  });
  await expect(call).rejects.toThrow('The disk is full.');
  expect(lines.map((line) => JSON.parse(line))).toEqual([expect.objectContaining({ outcome: 'done' })]);
});
