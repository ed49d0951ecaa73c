// A real browser without a window, spoken to over a pipe: the page is looked at and touched as on a phone.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** The first of its names that is on the path. */
export function findChromium(): string | undefined {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    try {
      return execFileSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).trim();
    } catch {}
  }
  return undefined;
}

export interface Look {
  /** Pixels of CSS. */
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A page on which no script runs. */
export interface Page {
  goto(url: string): Promise<void>;
  address(): Promise<string>;
  /** The text that is seen. */
  text(): Promise<string>;
  /** Where the elements are; those that are not shown are left out. */
  boxes(selector: string): Promise<Box[]>;
  /** How wide everything is together. */
  contentWidth(): Promise<number>;
  style(selector: string, property: string): Promise<string>;
  /** Touches the first element that holds the text, and waits for the page that comes of it. */
  press(selector: string, text?: string): Promise<void>;
  /** Touches a field and writes into it. */
  write(selector: string, text: string): Promise<void>;
  /** Waits for the next page, whatever brings it. */
  nextPage(): Promise<void>;
  close(): Promise<void>;
}

export interface Chromium {
  open(look: Look): Promise<Page>;
  close(): Promise<void>;
}

type Fields = Record<string, unknown>;
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly result?: Fields;
  readonly error?: { readonly message: string };
}

const ARGUMENTS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];

export async function startChromium(program: string): Promise<Chromium> {
  const folder = mkdtempSync(join(tmpdir(), 'push-mcp-chromium-'));
  const child = spawn(program, [...ARGUMENTS, '--remote-debugging-pipe', `--user-data-dir=${folder}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const answers = new Map<number, { resolve(result: Fields): void; reject(error: Error): void }>();
  const loads = new Map<string, () => void>();
  let text = '';
  let last = 0;
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (text + chunk).split('\0');
    text = parts.pop() ?? '';
    for (const part of parts) receive(JSON.parse(part) as Message);
  });
  input.on('error', () => {});
  void ended.then(() => {
    for (const { reject } of answers.values()) reject(new Error('Chromium ended.'));
  });

  function receive({ id, method, sessionId = '', result = {}, error }: Message): void {
    if (method === 'Page.loadEventFired') loads.get(sessionId)?.();
    const asked = answers.get(id ?? 0);
    answers.delete(id ?? 0);
    if (error) asked?.reject(new Error(error.message));
    else asked?.resolve(result);
  }

  function send<T = Fields>(method: string, params: Fields = {}, sessionId?: string): Promise<T> {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      answers.set(id, { resolve: resolve as (result: Fields) => void, reject });
      input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    });
  }

  async function open({ width, scheme }: Look): Promise<Page> {
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    const ask = <T = Fields>(method: string, params: Fields = {}) => send<T>(method, params, sessionId);
    await ask('Page.enable');
    await ask('Emulation.setDeviceMetricsOverride', { width, height: 812, deviceScaleFactor: 2, mobile: true });
    await ask('Emulation.setTouchEmulationEnabled', { enabled: true });
    await ask('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
    await ask('Emulation.setScriptExecutionDisabled', { value: true });
    const nextPage = () => new Promise<void>((resolve) => void loads.set(sessionId, resolve));

    /** Scripts of the page are off; this one is ours. */
    async function evaluate<T>(expression: string): Promise<T> {
      const { result, exceptionDetails } = await ask<{ result: { value: T }; exceptionDetails?: object }>(
        'Runtime.evaluate',
        { expression, returnByValue: true },
      );
      if (exceptionDetails) throw new Error(`The page cannot be asked: ${expression}`);
      return result.value;
    }
    const all = (selector: string) => `[...document.querySelectorAll(${JSON.stringify(selector)})]`;

    async function touch(selector: string, text: string): Promise<void> {
      const found = `${all(selector)}.find((element) => element.innerText.includes(${JSON.stringify(text)}))`;
      const at = await evaluate<Box | null>(
        `(() => { const element = ${found}; element?.scrollIntoView({ block: 'center' }); return element ? element.getBoundingClientRect().toJSON() : null; })()`,
      );
      if (!at) throw new Error(`There is no ${selector} with ${text || 'any text'}.`);
      const point = { x: at.x + at.width / 2, y: at.y + at.height / 2 };
      await ask('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
      await ask('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    }

    return {
      async goto(url) {
        const loaded = nextPage();
        await ask('Page.navigate', { url });
        await loaded;
      },
      address: () => evaluate('location.href'),
      text: () => evaluate('document.body.innerText'),
      boxes: (selector) =>
        evaluate(
          `${all(selector)}.map((element) => element.getBoundingClientRect().toJSON()).filter(({ width }) => width > 0)`,
        ),
      contentWidth: () => evaluate('document.documentElement.scrollWidth'),
      style: (selector, property) =>
        evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)}))[${JSON.stringify(property)}]`),
      async press(selector, text = '') {
        const loaded = nextPage();
        await touch(selector, text);
        await loaded;
      },
      async write(selector, text) {
        await touch(selector, '');
        await ask('Input.insertText', { text });
      },
      nextPage,
      close: async () => void (await send('Target.closeTarget', { targetId })),
    };
  }

  return {
    open,
    async close() {
      await send('Browser.close').catch(() => {});
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
