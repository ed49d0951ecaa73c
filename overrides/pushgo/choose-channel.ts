// Decides which channel a call sends to, and words what is wrong where none can be chosen.
import type { Channel } from '../rule/channels.ts';
import { ToolError } from '../rule/failure.ts';
import type { ServiceInfo } from '../rule/settings.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { trim } from '../rule/trim.ts';
import { readChannelId } from './channel-id.ts';
import { findChannels, matchName } from './channel-names.ts';
import { baseUrl, channelsFile, legacyPasswords } from './settings.ts';

/** The command with which a person adds a channel, in a sentence. The path of the file that passwords lie in stays out of it. */
export function addCommand(service: ServiceInfo): string {
  const same = service.has(channelsFile) ? ` (with the same ${service.nameOf(channelsFile)})` : '';
  return `\`${service.howToRun('channels add')}\`${same}`;
}

/** How a person adds a channel, wherever one is missing. */
export function howToAdd(service: ServiceInfo): string {
  return `A person adds a channel in a terminal with ${addCommand(service)}; its password does not belong in the conversation.`;
}

/** The gateways of channels, for the person who wonders which one a channel is kept for. */
export function gatewaysOf(channels: readonly Channel[]): string {
  const gateways = [...new Set(channels.map(({ gateway }) => gateway))];
  const others = gateways.length - 3;
  return `${gateways.slice(0, 3).join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}

/**
 * The channel of a call: the one that is named, by its id or its name, or the only one. In legacy mode a password may come with
 * the call: then the channel is used once and not looked up. Throws a `ToolError` that says what to do.
 */
export async function chooseChannel(
  named: string | undefined,
  password: string | undefined,
  ctx: ToolContext,
): Promise<Channel> {
  const text = named === undefined || trim(named) === '' ? undefined : named;
  if (password !== undefined) {
    const id = readChannelId(text ?? '');
    if (id === undefined)
      throw new ToolError(
        'BAD_ARGUMENTS',
        'channel_id is required with a password, and has to be the id of the channel.',
      );
    return ctx.channels.once(id, password);
  }
  if (text !== undefined) {
    const channel = await findChannel(text, ctx);
    if (!channel) throw noChannel(text, ctx);
    return channel;
  }
  const [only, ...others] = ctx.channels.list();
  if (!only) throw noChannel(undefined, ctx);
  if (others.length === 0) return only;
  throw new ToolError(
    'CHANNEL_NEEDED',
    `channel_id is required: ${others.length + 1} channels are kept, and pushgo_channel_list names them.`,
  );
}

/** The channel of this id or name; undefined where there is none. Throws a `ToolError` where there are several. */
export async function findChannel(text: string, ctx: ToolContext): Promise<Channel | undefined> {
  const found = await findChannels(text, ctx.channels.list(), ctx);
  if (found.length < 2) return found[0];
  const isOneId = new Set(found.map(({ channelId }) => channelId)).size === 1;
  throw new ToolError(
    'CHANNEL_AMBIGUOUS',
    isOneId
      ? `This channel is kept for two gateways. A person sets ${ctx.service.nameOf(baseUrl)} to the one to use.`
      : 'More than one kept channel has this name: pass the id of one as channel_id, as pushgo_channel_list tells it.',
  );
}

/** The channels of this id or kept name that belong to other gateways than the configured one. Nobody is asked there. */
export function findElsewhere(text: string, { channels }: ToolContext): Channel[] {
  const id = readChannelId(text);
  const elsewhere = channels.elsewhere();
  return id === undefined ? matchName(text, elsewhere) : elsewhere.filter(({ channelId }) => channelId === id);
}

/** What is wrong where no channel is of this id or name, or, where none was named, no channel can be used. */
export function noChannel(text: string | undefined, ctx: ToolContext): ToolError {
  const { channels, service } = ctx;
  const elsewhere = text === undefined ? channels.elsewhere() : findElsewhere(text, ctx);
  const [takesPasswords, gateway] = [service.get(legacyPasswords), service.nameOf(baseUrl)];
  const legacy = takesPasswords ? ' Or pass channel_id and password, which this server is set to take.' : '';
  if (elsewhere.length > 0) {
    const which = text === undefined ? 'The channels that are kept belong' : 'This channel belongs';
    return new ToolError(
      'OTHER_GATEWAY',
      `${which} to ${gatewaysOf(elsewhere)}, and ${gateway} is ${service.origin}: no password is sent there. A person adds a channel of this gateway with ${addCommand(service)}${takesPasswords ? '' : `, or unsets ${gateway}`}.${legacy}`,
    );
  }
  if (channels.list().length === 0)
    return new ToolError('NO_CHANNEL', `No channel is set up. ${howToAdd(service)}${legacy}`);
  return new ToolError(
    'UNKNOWN_CHANNEL',
    `No kept channel has this id or name; pushgo_channel_list tells both. ${howToAdd(service)}${legacy}`,
  );
}
