// Our server between a real client and the recorded gateway.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CallOutcome, type Connection, connect } from '../support/connect.ts';
import { type Call, canonical } from './replay.ts';

/** Where the password comes from: a channel that a person added, or the call itself. */
export type Mode = 'kept' | 'legacy';

/** Nothing can be kept but what has the form of a channel and its password. */
export function modesOf({ args, password }: Call): Mode[] {
  const isChannel = /^[0-9A-HJKMNP-TV-Z]{25}[048CGMRW]$/.test(canonical(args.channel_id));
  const length = typeof password === 'string' && password === password.trim() ? Buffer.byteLength(password) : 0;
  return isChannel && length >= 8 && length <= 128 ? ['kept', 'legacy'] : ['legacy'];
}

export interface Told {
  readonly outcome: CallOutcome;
  /** The result or refusal, and everything that was written to stderr meanwhile. */
  readonly text: string;
}

export interface Servers {
  /** Makes a call. The server for its mode and its token stays for the calls that follow. */
  call(call: Call, mode?: Mode): Promise<Told>;
  close(): Promise<void>;
}

/** @param retries how often a request is repeated at most */
export function openServers(gateway: string, retries = 0): Servers {
  const folder = mkdtempSync(join(tmpdir(), 'push-mcp-replay-'));
  const file = join(folder, 'channels.json');
  const connections = new Map<string, Promise<Connection>>();

  function keep({ args, password, token }: Call): void {
    const channel = {
      channel_id: canonical(args.channel_id),
      gateway,
      password,
      ...(token !== undefined && { gateway_token: token }),
      added_at: '2026-11-21T14:30:00.000Z',
    };
    writeFileSync(file, JSON.stringify({ version: 1, channels: [channel] }), { mode: 0o600 });
  }

  function serverFor({ token }: Call, mode: Mode): Promise<Connection> {
    const name = JSON.stringify([mode, token]);
    const known = connections.get(name);
    if (known) return known;
    const made = connect({
      PUSHGO_BASE_URL: gateway,
      PUSHGO_CHANNELS_FILE: mode === 'kept' ? file : join(folder, 'none.json'),
      PUSHGO_MAX_RETRIES: String(retries),
      ...(mode === 'legacy' && { PUSHGO_LEGACY_PASSWORDS: 'true' }),
      ...(mode === 'legacy' && token !== undefined && { PUSHGO_TOKEN: token }),
    });
    connections.set(name, made);
    return made;
  }

  return {
    async call(call, mode = 'kept') {
      if (mode === 'kept') keep(call);
      const { call: callTool, lines } = await serverFor(call, mode);
      const earlier = lines.length;
      const { password } = call;
      const outcome = await callTool(call.tool, { ...call.args, ...(mode === 'legacy' && { password }) });
      return { outcome, text: [JSON.stringify(outcome), ...lines.slice(earlier)].join('\n') };
    },
    async close() {
      for (const connection of connections.values()) await (await connection).close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
