import { findChannelName } from '../../../overrides/pushgo/verify.ts';
import { explainConnection } from '../../../overrides/rule/explain-connection.ts';
import type { Failure, NetworkReason } from '../../../overrides/rule/failure.ts';
import type { Verdict } from '../../../overrides/rule/service.ts';
import type { ServiceInfo } from '../../../overrides/rule/settings.ts';
import { pushgo } from '../../../overrides/services.ts';
import { createApp } from '../../callers/app.ts';
import { openCaller } from '../../callers/caller.ts';
import type { ChannelAddress } from '../../callers/channels/store.ts';
import { createCheckContext } from '../../calls/check.ts';
import type { Secret } from '../../policy/secret.ts';
import { CommandError } from './io.ts';
import type { GatewaySettings } from './settings.ts';

export type Gateway = ReturnType<typeof connectGateway>;

/** The gateway of one channel, asked in the way a tool asks it. Requests end with `signal`. */
export function connectGateway({ channelId, gateway }: ChannelAddress, settings: GatewaySettings, signal: AbortSignal) {
  const app = createApp(settings.configFor(gateway), { write: () => {} });

  function open(password: Secret, token: Secret | undefined) {
    const caller = openCaller(app, token ? { [pushgo.name]: { token } } : {});
    const connection = caller.connections.get(pushgo.name);
    if (!connection) throw new TypeError('The service is off.');
    const ctx = createCheckContext(caller, connection, signal);
    return { ctx, channel: ctx.channels.once(channelId, password.reveal()) };
  }

  return {
    /** Whether credentials are right. Nothing is stored or sent to devices. Throws a `CommandError` where no answer says so. */
    async check(password: Secret, token: Secret | undefined): Promise<Verdict> {
      const { ctx, channel } = open(password, token);
      const result = await pushgo.verify(ctx, channel);
      if (typeof result === 'string') return result;
      const why = explain(result, gateway, ctx.service, settings.config.timeoutSeconds);
      throw new CommandError(1, `${why} Nothing was added.`);
    },
    /** The name of the channel, cleaned; undefined where the gateway does not say it. */
    async findName(password: Secret, token: Secret | undefined): Promise<string | undefined> {
      const { ctx, channel } = open(password, token);
      return findChannelName(ctx, channel);
    },
  };
}

/** A failure in words for the person at the terminal. Failures of the network are worded as in a call of a tool. */
function explain(failure: Failure, origin: string, service: ServiceInfo, timeoutSeconds: number): string {
  const unreachable = (reason: NetworkReason) => {
    const network = { kind: 'network', operation: failure.operation, reason, sent: false } as const;
    return explainConnection(network, { origin, service, address: 'the address' }).message;
  };
  if (failure.kind === 'network') return unreachable(failure.reason);
  if (failure.kind === 'timeout') return `${origin} did not answer within ${timeoutSeconds} seconds.`;
  if (failure.kind === 'redirect')
    return `${origin} sends on to another address, which is not followed. Give the address of the gateway itself.`;
  const { kind, status } = failure;
  if (status === 407) return unreachable('proxy');
  const isBusy = kind === 'status' && status >= 500 && failure.body.shape === 'code';
  return isBusy || kind === 'throttled'
    ? `The gateway at ${origin} cannot answer just now (${status}). Try again later.`
    : `${origin} answered ${status}, not as PushGo Gateway does. Is that the address of a PushGo gateway?`;
}
