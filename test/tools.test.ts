import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../src/sandbox/index.ts';
import { type Connection, connect } from './support/connect.ts';

let sandbox: Sandbox;
let server: Connection;

beforeAll(async () => {
  sandbox = await startSandbox();
  server = await connect({ PWPUSH_BASE_URL: sandbox.origin, PWPUSH_API_TOKEN: sandbox.token });
});
afterAll(async () => {
  await server.close();
  await sandbox.close();
});

test('makes a push and answers with its link and what was granted, without the payload', async () => {
  const made = await server.call('create_push', { payload: 'correct horse battery staple', duration: '2d', expire_after_views: 3 });
  expect(made).toMatchObject({ result: { kind: 'text', granted: { expire_after_days: 2, expire_after_views: 3 }, warnings: [] } });
  expect(JSON.stringify([made, server.lines])).not.toContain('correct horse');
});
