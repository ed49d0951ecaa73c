import type { PushgoSandboxOptions } from '../../sandbox/pushgo/server.ts';
import type { Reply } from '../support/double.ts';
import { type PushgoTest, startPushgo } from '../support/pushgo.ts';
import { fieldsOf, type GatewayBehaviour, type GatewayDouble, passOn, startGateway } from './gateway-double.ts';

/** What happens to one request: the gateway may handle it and its answer be lost all the same. */
export type Fate =
  | 'pass'
  | 'lose'
  | 'lose-answer'
  | 'halve-answer'
  | 'hang'
  | 'hang-after'
  | (Reply & { after?: true });

export interface Relay {
  readonly pushgo: PushgoTest;
  readonly front: GatewayDouble;
  readonly call: PushgoTest['call'];
  /** The fates of the requests to come, in order; those after them pass. */
  meet(...fates: Fate[]): void;
  /** The bodies of what was sent, in order. */
  sent(): Record<string, unknown>[];
  /** What waits on the device. It is gone from there afterwards. */
  pulled(): Record<string, string>[];
  close(): Promise<void>;
}

/** A sandbox behind somebody who loses requests and answers, and a server that knows only the latter. */
export async function startRelay(env: Record<string, string> = {}, sandbox?: PushgoSandboxOptions): Promise<Relay> {
  const fates: Fate[] = [];
  const behaviour: GatewayBehaviour = async (arrival, response) => {
    const fate = fates.shift() ?? 'pass';
    if (fate === 'hang') return new Promise(() => {});
    if (fate === 'lose') return lose();
    if (typeof fate === 'object' && !fate.after) return fate;
    const answer = await passOn(arrival, pushgo.sandbox.origin);
    if (typeof fate === 'object') return fate;
    if (fate === 'pass') return answer;
    if (fate === 'hang-after') return new Promise(() => {});
    if (fate === 'lose-answer') return lose();
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write(String(answer.body), lose);
    return null;

    function lose(): null {
      response.destroy();
      return null;
    }
  };
  const front = await startGateway(behaviour);
  const pushgo = await startPushgo({
    env: { PUSHGO_BASE_URL: front.origin, PUSHGO_TIMEOUT: '1', ...env },
    ...(sandbox && { sandbox }),
  });
  for (const kept of pushgo.channels.list()) {
    await pushgo.channels.add({ ...kept, gateway: front.origin });
    await pushgo.channels.remove(kept.channelId, kept.gateway);
  }
  return {
    pushgo,
    front,
    call: pushgo.call,
    meet: (...next) => void fates.splice(0, fates.length, ...next),
    sent: () => front.arrivals.map(fieldsOf),
    pulled: () => pushgo.sandbox.pull().map(({ payload }) => payload),
    async close() {
      await pushgo.close();
      await front.close();
    },
  };
}
