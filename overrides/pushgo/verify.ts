import type { Inputs } from '../../generated/operations.ts';
import type { Channel } from '../rule/channels.ts';
import type { Failure } from '../rule/failure.ts';
import type { Verdict } from '../rule/service.ts';
import type { ToolContext } from '../rule/tool-rule.ts';

/** What an answer of the gateway says of the credentials. */
const verdicts: Readonly<Record<string, Verdict>> = {
  '400 observed_at_required': 'right',
  '403 password_mismatch': 'password',
  '404 channel_not_found': 'channel',
  '401 authentication_failed': 'token',
};

/**
 * Whether the gateway takes the password of a channel, and its own token where it wants one. Without `observed_at` it checks the
 * credentials and then refuses, before anything is stored or sent (docs/services/pushgo.md#credential-check).
 */
export async function verifyChannel(ctx: ToolContext, channel?: Channel): Promise<Verdict | Failure> {
  if (!channel) throw new TypeError('A gateway is asked about a channel.');
  const input = { channel_id: channel.channelId, thing_id: 'credential-check' } as Inputs['pushgoUpdateThing'];
  const outcome = await ctx.send('pushgoUpdateThing', input, { credentials: 'bearer', channel, unkeyed: true });
  if (outcome.ok)
    return { kind: 'not-understood', operation: 'pushgoUpdateThing', status: outcome.status, problem: 'shape' };
  const { failure } = outcome;
  if (failure.kind !== 'status' || failure.body.shape !== 'code') return failure;
  return verdicts[`${failure.status} ${failure.body.code}`] ?? failure;
}

/** The name of a channel as it is now, which is foreign text; undefined where the gateway does not tell one. Sends no password. */
export async function findChannelName(ctx: ToolContext, channel: Channel): Promise<string | undefined> {
  const { channelId: channel_id } = channel;
  const outcome = await ctx.send('pushgoChannelExists', { channel_id }, { credentials: 'bearer', channel });
  const name = outcome.ok ? outcome.data.data?.channel_name?.trim() : undefined;
  return name || undefined;
}
