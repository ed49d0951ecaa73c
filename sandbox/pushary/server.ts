// Starts the emulator: one site of the service in memory behind an HTTP server on loopback.
import { answerOf, type Respond, type SeenRequest, serve } from '../http/serve.ts';
import { answerJson } from './answers.ts';
import { createControls, type PusharyControls } from './controls.ts';
import { createService } from './create-service.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import type { Inferred } from './facts.ts';
import { createFaults, type Faults } from './faults.ts';
import type { Limits, Question, Site } from './model.ts';
import { phonePath } from './phone/path.ts';

export interface PusharySandboxOptions {
  /** A free port unless given. */
  port?: number;
  now?: () => Date;
  /** Figures in place of those of the plan. */
  limits?: Partial<Limits>;
  site?: Partial<Site>;
  /** Other guesses about what is not known of the service. */
  inferred?: Partial<Inferred>;
  onRequest?: (request: SeenRequest) => void;
  /** Told of each question that may be answered, before its asker is: answering here comes first. */
  onQuestion?: (question: Question) => void;
}

export interface PusharySandbox extends PusharyControls {
  origin: string;
  /** The key of the site, `pk_….sk_…`. */
  apiKey: string;
  /** Where a person sees notifications and answers questions. */
  phoneUrl: string;
  close(): Promise<void>;
}

function holdBack(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** The answer of the service, or the trouble that a test asked for. */
function createRespond(faults: Faults, dispatch: Dispatch): Respond {
  return async (incoming) => {
    const { method, url, signal } = incoming;
    const { outcome, delay = 0 } = faults.take(method, url) ?? {};
    if (outcome === 'drop-request') return null;
    const answer =
      typeof outcome === 'object'
        ? { headers: { 'content-type': 'application/json; charset=utf-8' }, body: '', ...outcome }
        : await answerOf(() => dispatch(incoming), failure);
    if (delay > 0) await holdBack(delay, signal);
    return outcome === 'drop-answer' ? null : answer;
  };
}

const failure = answerJson({ error: 'Internal error' }, 500);
const largestBody = 1024 * 1024;

/** Throws what listening throws. */
export async function startPusharySandbox(options: PusharySandboxOptions = {}): Promise<PusharySandbox> {
  const { port, onRequest } = options;
  const service = createService(options);
  const faults = createFaults();
  const respond = createRespond(faults, createDispatch(service));
  const { origin, close } = await serve({ port, largestBody, failure, onRequest }, respond);
  return {
    origin,
    apiKey: service.keys[0]?.key ?? '',
    phoneUrl: origin + phonePath,
    ...createControls(service, faults),
    close,
  };
}
