import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { afterEach, expect, test, vi } from 'vitest';
import type { Assistant } from '../../demo/assistant.ts';
import { askPerson } from '../../demo/pushary.ts';
import { sendMessages } from '../../demo/pushgo.ts';
import { credential, tellStory } from '../../demo/story.ts';
import { startSandboxFor } from '../../src/commands/sandboxed.ts';
import { createPersonalServer } from '../../src/commands/serve.ts';
import { readFlags } from '../../src/config/flags.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { aboutInstances } from '../../src/config/variables.ts';

afterEach(() => vi.restoreAllMocks());

test('the transcript of the demo, and all that the server said in it, holds no password, key or token', async () => {
  const sandbox = await startSandboxFor('', {}, aboutInstances);
  if (!sandbox.close) throw new Error(sandbox.problem);
  const fileRoot = mkdtempSync(join(tmpdir(), 'push-mcp-demo-'));
  const environment = { ...sandbox.environment, PWPUSH_FILE_ROOT: fileRoot };
  const resolved = resolveConfig(readFlags(['--log-level=debug']).flags, environment, {
    isCertificates: () => true,
    isFolder: () => true,
    exists: () => false,
    readText: () => undefined,
    folder: '/nowhere',
  });
  if ('problems' in resolved) throw new Error(resolved.problems.join('\n'));
  const said: string[] = [];
  const write = (line: string) => void said.push(line);
  const server = createPersonalServer(resolved, { write, notice: sandbox.notice, channels: sandbox.channels });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const handle = serveStdio(server.connect, { transport: ours });
  const client = new Client({ name: 'demo', version: '1.0.0' });
  await client.connect(theirs);
  const assistant: Assistant = {
    client,
    fileRoot,
    said,
    async call(name, args = {}) {
      const result = await client.callTool({ name, arguments: args });
      said.push(JSON.stringify(result));
      if (result.isError) throw new Error(JSON.stringify(result.content));
      return result.structuredContent as Record<string, unknown>;
    },
    close: () => client.close(),
  };
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  const audited = () => said.join('').split('"audit"').length - 1;
  const counts: number[] = [];
  try {
    said.push(sandbox.notice);
    for (const part of [sendMessages, askPerson, tellStory]) {
      await part(assistant);
      counts.push(audited());
    }
  } finally {
    vi.restoreAllMocks();
    said.push(client.getInstructions() ?? '', JSON.stringify([await client.listTools(), await client.listResources()]));
    await client.close();
    await handle.close();
    await sandbox.close();
    rmSync(fileRoot, { recursive: true });
  }
  const [kept, ...others] = sandbox.channels.list();
  expect(others).toEqual([]);
  const password = kept?.password.reveal() ?? '';
  expect(password.length).toBeGreaterThan(20);
  const all = [...printed, ...said].join('\n');
  expect(all).toContain('the event is on the device');
  expect(all).toContain('approved on the phone');
  // Each call that writes has its line: five messages, then two questions, a withdrawal and a notification, then the story
  expect(counts).toEqual([5, 9, 13]);
  const { PUSHARY_API_KEY: key = '', PWPUSH_API_TOKEN: token = '' } = sandbox.environment;
  const [, half = ''] = key.split('.');
  for (const secret of [password, half, token, credential.trim()]) {
    expect(secret.length).toBeGreaterThan(15);
    expect(all.includes(secret)).toBe(false);
  }
});
