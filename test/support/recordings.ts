// The recorded exchanges in `test/recordings/data` as data. Its README.md says what each part means. Nothing else reads those files.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Generated = { generate: string; length: number };

/** A part of a form. */
export interface Part {
  name: string;
  value?: string;
  filename?: string;
  contentType?: string;
  content?: string;
}

export interface Exchange<Setting = string> {
  id: string;
  forbidden?: true;
  /** A request of the receiving side of PushGo. */
  observer?: true;
  settings?: Record<string, Setting>;
  request: {
    method: string;
    path: string;
    headers: Record<string, string>;
    json?: unknown;
    form?: Record<string, string>;
    multipart?: Part[];
    text?: string;
  };
  response: { status: number; headers: Record<string, string>; json?: unknown; text?: string };
}

export interface PwpushRecording {
  version: string;
  settings: Record<string, string>;
  accounts: Record<string, { email: string; token: string }>;
  exchanges: Exchange[];
}

export type PushgoExchange = Exchange<string | null>;

export interface PushgoRecording {
  settings: Record<string, string | null>;
  accounts: { devices: Record<'android' | 'apple' | 'spare', { device_key: string }> };
  exchanges: PushgoExchange[];
}

/** Where the recorded instances of Password Pusher stood. */
export const ORIGIN = 'http://127.0.0.1:5100';

const read = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../recordings/data/${path}.json`, import.meta.url)), 'utf8');

/** Exchanges with Password Pusher: `2.11.4`, or `2.11.4-variants` for those under other settings. */
export const loadPwpush = (name: string): PwpushRecording => JSON.parse(read(`pwpush/${name}`));

/** Exchanges with PushGo Gateway 1.2.9. `prepare` sees the text before it is parsed. */
export const loadPushgo = (prepare = (json: string) => json): PushgoRecording =>
  JSON.parse(prepare(read('pushgo/1.2.9')));
