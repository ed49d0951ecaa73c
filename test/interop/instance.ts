// One instance for all clients, with a clock that stands: what differs between answers then differs for another reason.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type PushgoSandbox,
  type Sandbox,
  type SandboxPush,
  startPushgoSandbox,
  startSandbox,
} from '../../sandbox/index.ts';
import { openChannelsFile } from '../../src/callers/channels/file.ts';
import { keptChannel } from '../support/pushgo.ts';

export const environmentOf = ({ origin, token }: Sandbox) => ({ PWPUSH_BASE_URL: origin, PWPUSH_API_TOKEN: token });

export const startInstance = (pushes: readonly SandboxPush[] = []): Promise<Sandbox> =>
  startSandbox({ now: () => new Date('2026-03-01T12:00:00Z'), pushes });

export interface GatewayForAll {
  readonly sandbox: PushgoSandbox;
  /** Settings with which a server has one channel of it. */
  readonly environment: { readonly PUSHGO_BASE_URL: string; readonly PUSHGO_CHANNELS_FILE: string };
  close(): Promise<void>;
}

export async function startGatewayForAll(): Promise<GatewayForAll> {
  const folder = mkdtempSync(join(tmpdir(), 'push-mcp-interop-'));
  const file = join(folder, 'channels.json');
  const sandbox = await startPushgoSandbox();
  await openChannelsFile(file).add(keptChannel(sandbox.channel, sandbox.origin));
  return {
    sandbox,
    environment: { PUSHGO_BASE_URL: sandbox.origin, PUSHGO_CHANNELS_FILE: file },
    async close() {
      await sandbox.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** An answer of `create_push` or `expire_push` with the token, which is chance, taken out. */
export function withoutChance(answer: unknown): unknown {
  const text = JSON.stringify(answer);
  const token = /\\"url_token\\":\\"([\w-]+)\\"/.exec(text)?.[1];
  return JSON.parse(token === undefined ? text : text.replaceAll(token, 'TOKEN'));
}
