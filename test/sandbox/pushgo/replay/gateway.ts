// An emulator for one run: the clock, the ids and the settings of the recording, and requests to it by live names.
import { type PushgoSandbox, startPushgoSandbox } from '../../../../sandbox/index.ts';
import { messageOf, type Reply, send } from '../../replay/send.ts';
import { expected, recordedAt } from './compare.ts';
import { createNames, type Names } from './names.ts';
import { type Exchange, type Run, recording, unmarkBigIntegers } from './recordings.ts';

export interface Replayed {
  sandbox: PushgoSandbox;
  names: Names;
  send(exchange: Exchange): Promise<Reply>;
  /** A request that is not recorded. Returns its data. */
  ask(path: string, fields: object): Promise<Record<string, unknown>>;
}

/** Runs on, a millisecond per look. */
function createClock(): () => Date {
  let now = recordedAt;
  return () => new Date(now++);
}

/** The channels in the order in which they were made. */
function createdChannels(): string[] {
  return recording.exchanges.flatMap(({ response }) => {
    const data = (response.json as { data?: { created?: boolean; channel_id?: string } } | undefined)?.data;
    return data?.created === true && data.channel_id !== undefined ? [data.channel_id] : [];
  });
}

export async function startReplay({ settings }: Run): Promise<Replayed> {
  const names = createNames();
  const channelIds = createdChannels();
  const token = settings.PUSHGO_TOKEN;
  const sandbox = await startPushgoSandbox({
    baseUrl: settings.PUSHGO_PUBLIC_BASE_URL ?? null,
    ...(token == null ? {} : { token }),
    now: createClock(),
    makeChannelId: () => channelIds.shift() ?? '',
  });
  const authorization = token == null ? {} : { Authorization: `Bearer ${token}` };
  return {
    sandbox,
    names,
    send({ request }) {
      const { body, ...message } = messageOf(request, names.translate(request.path));
      if (body === undefined) return send(sandbox.origin, message);
      const text = unmarkBigIntegers(names.translate(body.toString('utf8')));
      return send(sandbox.origin, { ...message, body: Buffer.from(text) });
    },
    async ask(path, fields) {
      const response = await fetch(sandbox.origin + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...authorization },
        body: JSON.stringify(fields),
      });
      return ((await response.json()) as { data: Record<string, unknown> }).data;
    },
  };
}

/** Devices and channels of the first part of the recording, for the runs under other settings. */
export async function makeAccounts({ ask, names }: Replayed): Promise<void> {
  const paths = new Set(['/device/register', '/channel/device', '/channel/subscribe', '/channel/unsubscribe']);
  const [first] = recording.exchanges.filter(({ request }) => request.path === '/messages/pull');
  for (const exchange of recording.exchanges) {
    if (exchange === first) return;
    const { request, response } = exchange;
    if (!paths.has(request.path) || response.status !== 200) continue;
    const fields = JSON.parse(names.translate(JSON.stringify(request.json))) as object;
    expected((response.json as { data: unknown }).data, await ask(request.path, fields), names);
  }
}
