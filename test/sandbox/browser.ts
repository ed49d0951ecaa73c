// A recipient without a browser: follows no redirect, keeps cookies of one push.
import type { Sandbox } from '../../sandbox/index.ts';

export type Fields = Record<string, unknown>;

export interface Created {
  url_token: string;
  html_url: string;
}

export function apiOf(sandbox: Sandbox) {
  const headers = { Accept: 'application/json', Authorization: `Bearer ${sandbox.token}` };
  return {
    async create(push: Fields): Promise<Created> {
      const response = await fetch(`${sandbox.origin}/api/v2/pushes.json`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ push }),
      });
      return (await response.json()) as Created;
    },
    async upload(name: string, content: string, type: string): Promise<Created> {
      const form = new FormData();
      form.append('push[kind]', 'file');
      form.append('push[expire_after_views]', '2');
      form.append('push[files][]', new File([content], name, { type }));
      const response = await fetch(`${sandbox.origin}/api/v2/pushes.json`, { method: 'POST', headers, body: form });
      return (await response.json()) as Created;
    },
    async get(path: string): Promise<unknown> {
      return (await fetch(sandbox.origin + path, { headers })).json();
    },
    async events(token: string): Promise<string[]> {
      const audit = (await this.get(`/api/v2/pushes/${token}/audit.json`)) as { logs: { kind: string }[] };
      return audit.logs.map(({ kind }) => kind);
    },
  };
}

export interface Seen {
  status: number;
  text: string;
  location: string | null;
  headers: Headers;
}

export function createBrowser(origin: string) {
  let cookie = '';
  async function visit(path: string, init: RequestInit = {}): Promise<Seen> {
    const url = new URL(path, origin);
    const headers = { Accept: 'text/html,*/*;q=0.8', ...(cookie === '' ? {} : { Cookie: cookie }) };
    const response = await fetch(url, { redirect: 'manual', ...init, headers });
    const set = response.headers.get('set-cookie');
    if (set !== null) cookie = set.split(';')[0] ?? '';
    const { status } = response;
    return {
      status,
      text: await response.text(),
      location: response.headers.get('location'),
      headers: response.headers,
    };
  }
  return {
    visit,
    submit: (path: string, fields: Record<string, string>) =>
      visit(path, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}

/** The target of the first link or form of a page. */
export function targetOf(page: Seen, attribute: 'href' | 'action'): string {
  return new RegExp(`${attribute}="([^"]*)"`).exec(page.text)?.[1] ?? '';
}

export function titleOf(page: Seen): string {
  return /<h1>([^<]*)<\/h1>/.exec(page.text)?.[1] ?? '';
}
