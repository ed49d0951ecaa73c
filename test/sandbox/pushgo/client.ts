// A sender without the project's own client.
import type { PushgoSandbox } from '../../../sandbox/index.ts';

export interface Outcome {
  status: number;
  headers: Headers;
  success: boolean;
  data: Record<string, unknown>;
  error: string | undefined;
  code: string | undefined;
}

interface Envelope {
  success: boolean;
  data?: Record<string, unknown>;
  error?: string;
  error_code?: string;
}

async function readOutcome(response: Response): Promise<Outcome> {
  const { success, data = {}, error, error_code: code } = (await response.json()) as Envelope;
  return { status: response.status, headers: response.headers, success, data, error, code };
}

export async function postText(sandbox: PushgoSandbox, path: string, body: string | Buffer, headers = {}) {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body };
  return readOutcome(await fetch(sandbox.origin + path, init as RequestInit));
}

/** With the credentials of the ready channel unless the fields have others. */
export function post(sandbox: PushgoSandbox, path: string, fields: object, headers = {}): Promise<Outcome> {
  const { id: channel_id, password } = sandbox.channel;
  return postText(sandbox, path, JSON.stringify({ channel_id, password, ...fields }), headers);
}

export function postAsDevice(sandbox: PushgoSandbox, path: string, fields: object): Promise<Outcome> {
  return postText(sandbox, path, JSON.stringify({ device_key: sandbox.device.key, ...fields }));
}

export const anEvent = { event_time: 1710000000, title: 'Disk', status: 'open', message: 'Full', severity: 'high' };
