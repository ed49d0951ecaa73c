import { ToolError } from '../../overrides/rule/failure.ts';
import type { ToolContext } from '../../overrides/rule/tool-rule.ts';
import { type Caller, type Connection, createCallScrubber } from '../callers/caller.ts';
import { createToolContext } from './tool-context.ts';

/** Milliseconds that a check may take beside the time of its request, which has a limit of its own. */
const BESIDE_REQUEST = 5_000;

/**
 * A context for the code of a service that checks a credential outside of any call of a tool (`Service.verify`). Requests leave
 * as they do for a tool; there is nobody to ask and no file to read.
 */
export function createCheckContext(caller: Caller, connection: Connection, signal: AbortSignal): ToolContext {
  const nobody = () => {
    throw new ToolError('NO_AGENT', 'No agent is at work here.');
  };
  return createToolContext(connection, {
    signal,
    deadline: Date.now() + connection.runtime.config.timeoutSeconds * 1000 + BESIDE_REQUEST,
    scrub: createCallScrubber(caller, connection).text,
    log: caller.log,
    keptFiles: [],
    agent: nobody,
    person: { canAnswer: { form: false, url: false }, replyTo: async () => undefined },
    onSend: () => {},
    onActed: () => {},
    resourcesChanged: () => {},
    progress: () => {},
  });
}
