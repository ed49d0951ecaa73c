// Requests that were made beside the recorded ones: creating, opening, expiring.
import type { Recording } from './recordings.ts';
import { type Reply, send, writeBody } from './send.ts';

export type Fields = Record<string, unknown>;
type Who = 'owner' | 'other' | 'admin' | 'bulk' | 'anonymous';

export interface Setup {
  api(method: string, path: string, who: Who, headers?: Record<string, string>, json?: unknown): Promise<Reply>;
  /** Creates on the path that all replayed releases have. */
  push(who: Who, fields?: Fields, headers?: Record<string, string>): Promise<string>;
  file(who: Who, fields?: Record<string, string>): Promise<string>;
  /** Opens as a recipient's browser does. */
  open(token: string, query?: string, who?: Who): Promise<void>;
  expire(token: string, who: Who): Promise<void>;
}

export const browser = {
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  Referer: 'https://mail.example.com/',
};
const visitor = { ...browser, 'X-Forwarded-For': '203.0.113.7' };

export function createSetup(origin: string, accounts: Recording['accounts']): Setup {
  const credentials = (who: Who): Record<string, string> =>
    who === 'anonymous' ? {} : { Authorization: `Bearer ${accounts[who]?.token}` };
  const tokenOf = (reply: Reply): string => (JSON.parse(reply.text) as { url_token: string }).url_token;

  const api: Setup['api'] = (method, path, who, headers = {}, json) => {
    const body = writeBody({ json });
    return send(origin, {
      method,
      path,
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...credentials(who), ...headers },
      ...(body === undefined ? {} : { body }),
    });
  };
  return {
    api,
    push: async (who, fields = {}, headers = {}) =>
      tokenOf(await api('POST', '/p.json', who, headers, { password: { payload: 'payload-canary-setup', ...fields } })),
    async file(who, fields = {}) {
      const parts = Object.entries(fields).map(([name, value]) => ({ name: `file_push[${name}]`, value }));
      const file = {
        name: 'file_push[files][]',
        filename: 'a.txt',
        contentType: 'text/plain',
        content: 'file-canary\n',
      };
      const body = writeBody({ multipart: [...parts, file] });
      const headers = { Accept: 'application/json', 'Content-Type': 'multipart/form-data; boundary=recorded-boundary' };
      const reply = await send(origin, {
        method: 'POST',
        path: '/f.json',
        headers: { ...headers, ...credentials(who) },
        ...(body === undefined ? {} : { body }),
      });
      return tokenOf(reply);
    },
    async open(token, query = '', who = 'anonymous') {
      await api('GET', `/p/${token}.json${query}`, who, visitor);
    },
    async expire(token, who) {
      await api('DELETE', `/p/${token}.json`, who, browser);
    },
  };
}
