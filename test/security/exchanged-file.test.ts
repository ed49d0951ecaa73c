// The channels file is exchanged for a link after its path was resolved and before it is opened: what the link leads to is not read.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Connection, connect } from '../support/connect.ts';

/** What somebody else does around the moment in which the path is resolved, each time anew. */
let other: { readonly before: () => void; readonly after: () => void } | undefined;

vi.mock('node:fs', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:fs')>();
  const realpathSync = (path: string) => {
    other?.before();
    const real = original.realpathSync(path);
    other?.after();
    return real;
  };
  return { ...original, realpathSync };
});

const content = (name: string) => {
  const [channel_id, gateway] = ['06J0FZG1Y8XGG14VTQ4Y3G10MR', 'https://push.example.com'];
  const channel = { channel_id, name, gateway, password: 'a password of a sample', added_at: '2026-11-21T14:30:00Z' };
  return JSON.stringify({ version: 1, channels: [channel] });
};

let folder: string;
let file: string;
let server: Connection;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'push-mcp-exchanged-'));
  file = join(folder, 'channels.json');
  writeFileSync(file, content('Own'), { mode: 0o600 });
  writeFileSync(join(folder, 'other.json'), content('Other'), { mode: 0o600 });
  server = await connect({ PUSHGO_CHANNELS_FILE: file });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

// Windows cannot open a file so that a link is refused
test.skipIf(process.platform === 'win32')('a file that became a link meanwhile is refused', async () => {
  expect(JSON.stringify(await server.call('pushgo_channel_list'))).toContain('Own');
  let exchanges = 0;
  other = {
    before() {
      rmSync(file);
      writeFileSync(file, content('Own'), { mode: 0o600 });
    },
    after() {
      rmSync(file);
      symlinkSync('other.json', file);
      exchanges += 1;
    },
  };
  const outcome = await server.call('pushgo_channel_list');
  expect(exchanges).toBeGreaterThan(0);
  expect(outcome).toEqual({ refused: expect.stringMatching(/channels\.json cannot be read \(E[A-Z]+\)\./) });
});
