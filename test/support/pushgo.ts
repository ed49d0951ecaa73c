import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PushgoSandbox, type PushgoSandboxOptions, startPushgoSandbox } from '../../sandbox/pushgo/server.ts';
import { openChannelsFile } from '../../src/callers/channels/file.ts';
import type { ChannelStore, KeptChannel } from '../../src/callers/channels/store.ts';
import { Secret } from '../../src/policy/secret.ts';
import { type Connection, connect } from './connect.ts';

/** A request as the gateway got it. */
export interface GatewayArrival {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PushgoTest {
  readonly sandbox: PushgoSandbox;
  readonly connection: Connection;
  /** The channels file that the server reads. */
  readonly file: string;
  readonly channels: ChannelStore;
  /** Everything that arrived at the gateway, oldest first. */
  readonly arrivals: GatewayArrival[];
  readonly call: Connection['call'];
  close(): Promise<void>;
}

export interface PushgoOptions {
  readonly sandbox?: PushgoSandboxOptions;
  readonly env?: Record<string, string>;
  /** No channel is kept; otherwise the ready one of the sandbox is. */
  readonly channelless?: true;
}

/** A channel as it is kept once a person has added it. */
export function keptChannel(
  { id, name, password }: PushgoSandbox['channel'],
  gateway: string,
  token?: string,
): KeptChannel {
  return {
    channelId: id,
    name,
    gateway,
    password: new Secret(password),
    addedAt: '2026-11-21T14:30:00.000Z',
    ...(token !== undefined && { gatewayToken: new Secret(token) }),
  };
}

/** A gateway, a channels file and a client connected to the server between them. */
export async function startPushgo({ sandbox: options, env, channelless }: PushgoOptions = {}): Promise<PushgoTest> {
  const arrivals: GatewayArrival[] = [];
  const sandbox = await startPushgoSandbox({
    ...options,
    onRequest(request) {
      arrivals.push(request);
      options?.onRequest?.(request);
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'push-mcp-pushgo-'));
  const file = join(folder, 'channels.json');
  const channels = openChannelsFile(file);
  if (!channelless) await channels.add(keptChannel(sandbox.channel, sandbox.origin));
  const connection = await connect({ PUSHGO_BASE_URL: sandbox.origin, PUSHGO_CHANNELS_FILE: file, ...env });
  return {
    sandbox,
    connection,
    file,
    channels,
    arrivals,
    call: connection.call,
    async close() {
      await connection.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
