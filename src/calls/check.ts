import { ToolError } from '../../overrides/rule/failure.ts';
import type { ToolContext } from '../../overrides/rule/tool-rule.ts';
import { type Caller, type Connection, createCallScrubber } from '../callers/caller.ts';
import { createToolContext } from './tool-context.ts';

/** Requests are given up in their own time; this is for what stands around them. */
const AROUND = 5_000;

/**
 * What a service's own code may use to look whether a credential is good, outside of any call of a tool: the same way out, with
 * nobody to ask and no file to read.
 */
export function createCheckContext(caller: Caller, connection: Connection, signal: AbortSignal): ToolContext {
  const nobody = () => {
    throw new ToolError('NO_AGENT', 'No agent is at work here.');
  };
  return createToolContext(connection, {
    signal,
    deadline: Date.now() + connection.runtime.config.timeoutSeconds * 1000 + AROUND,
    scrub: createCallScrubber(caller, connection).text,
    log: caller.log,
    keptFiles: [],
    agent: nobody,
    person: { canAnswer: { form: false, url: false }, answerTo: async () => undefined },
    onSend: () => {},
    onActed: () => {},
    resourcesChanged: () => {},
    progress: () => {},
  });
}
