import { findChannelName } from '../../../overrides/pushgo/verify.ts';
import { explainConnection } from '../../../overrides/rule/explain-connection.ts';
import type { Failure, NetworkReason } from '../../../overrides/rule/failure.ts';
import type { Verdict } from '../../../overrides/rule/service.ts';
import type { ServiceInfo } from '../../../overrides/rule/settings.ts';
import { pushgo } from '../../../overrides/services.ts';
import { createApp } from '../../callers/app.ts';
import { openCaller } from '../../callers/caller.ts';
import { createCheckContext } from '../../calls/check.ts';
import type { Secret } from '../../policy/secret.ts';
import { CommandError } from './io.ts';
import type { GatewaySettings } from './settings.ts';

export interface Claim {
  readonly channelId: string;
  readonly password: Secret;
  readonly token?: Secret | undefined;
}

export interface Gateway {
  /** Asks whether credentials are right; nothing is stored or sent anywhere by that. Throws a `CommandError` where no answer tells. */
  check(claim: Claim): Promise<Verdict>;
  /** The name of a channel, cleaned; undefined where the gateway does not tell one. */
  findName(claim: Claim): Promise<string | undefined>;
}

/** The gateway at `origin`, asked as a tool asks it. Requests end with `signal`. */
export function connectGateway(origin: string, settings: GatewaySettings, signal: AbortSignal): Gateway {
  const app = createApp(settings.configFor(origin), { write: () => {} });

  function open({ channelId, password, token }: Claim) {
    const caller = openCaller(app, token ? { [pushgo.name]: { token } } : {});
    const connection = caller.connections.get(pushgo.name);
    if (!connection) throw new TypeError('The service is off.');
    const ctx = createCheckContext(caller, connection, signal);
    return { ctx, channel: ctx.channels.once(channelId, password.reveal()) };
  }

  return {
    async check(claim) {
      const { ctx, channel } = open(claim);
      const told = await pushgo.verify(ctx, channel);
      if (typeof told === 'string') return told;
      const why = explain(told, origin, ctx.service, settings.config.timeoutSeconds);
      throw new CommandError(1, `${why} Nothing was added.`);
    },
    findName(claim) {
      const { ctx, channel } = open(claim);
      return findChannelName(ctx, channel);
    },
  };
}

/** What a failure tells the person at the terminal; the network as it is worded for a call of a tool. */
function explain(failure: Failure, origin: string, service: ServiceInfo, timeoutSeconds: number): string {
  const unreachable = (reason: NetworkReason) => {
    const network = { kind: 'network', operation: failure.operation, reason, sent: false } as const;
    return explainConnection(network, { origin, service, address: 'the address', uncertain: '' }).message;
  };
  switch (failure.kind) {
    case 'network':
      return unreachable(failure.reason);
    case 'timeout':
      return `${origin} did not answer within ${timeoutSeconds} seconds.`;
    case 'redirect':
      return `${origin} sends on to another address, which is not followed. Give the address of the gateway itself.`;
    case 'status':
    case 'throttled':
    case 'not-understood': {
      const { status } = failure;
      if (status === 407) return unreachable('proxy');
      const isBusy = failure.kind === 'status' && status >= 500 && failure.body.shape === 'code';
      return isBusy || failure.kind === 'throttled'
        ? `The gateway at ${origin} cannot answer just now (${status}). Try again later.`
        : `${origin} answered ${status}, not as PushGo Gateway does. Is that the address of a PushGo gateway?`;
    }
  }
}
