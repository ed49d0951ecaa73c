// A site of the emulator with a clock in hand, and calls on it.
import { afterEach } from 'vitest';
import {
  type PusharySandbox,
  type PusharySandboxOptions,
  startPusharySandbox,
} from '../../../sandbox/pushary/server.ts';

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  body: any;
}

export interface Site extends PusharySandbox {
  call(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Reply>;
  /** The id of a question asked without waiting. */
  ask(about?: object): Promise<string>;
  pass(seconds: number): void;
}

const started: PusharySandbox[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((sandbox) => sandbox.close()));
});

export async function call(
  origin: string,
  key: string,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const response = await fetch(`${origin}/api/v1/server${path}`, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

export async function startSite(options: PusharySandboxOptions = {}): Promise<Site> {
  let now = new Date('2026-11-21T12:00:10.000Z');
  const sandbox = await startPusharySandbox({ now: () => now, ...options });
  started.push(sandbox);
  const callSite: Site['call'] = (...args) => call(sandbox.origin, sandbox.apiKey, ...args);
  return {
    ...sandbox,
    call: callSite,
    async ask(about = {}) {
      const { body } = await callSite('POST', '/ask', { question: 'Deploy?', wait: false, ...about });
      return body.correlationId;
    },
    pass(seconds) {
      now = new Date(now.getTime() + seconds * 1000);
    },
  };
}

/** Presses a button on the phone; what the phone says about it. */
export async function answerOnPhone({ phoneUrl, origin }: Site, id: string, answer: string): Promise<string> {
  const { headers } = await fetch(`${phoneUrl}/questions/${id}`, {
    method: 'POST',
    headers: { Origin: origin },
    body: new URLSearchParams({ answer }),
    redirect: 'manual',
  });
  return headers.get('location')?.split('notice=')[1] ?? '';
}
