// Decides which channel a call sends to, and words what is wrong where none can be chosen.
import type { Channel } from '../rule/channels.ts';
import { ToolError } from '../rule/failure.ts';
import type { ServiceInfo } from '../rule/settings.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { readChannelId } from './channel-id.ts';
import { baseUrl, channelsFile, legacyPasswords } from './settings.ts';

/** The command with which a person adds a channel. Shells of all systems read the quotes around the file alike. */
export function addCommand(service: ServiceInfo): string {
  const flag = service.has(channelsFile) ? ` --file="${service.get(channelsFile)}"` : '';
  return service.howToRun(`channels add${flag}`);
}

/** How a person adds a channel, wherever one is missing. */
export function howToAdd(service: ServiceInfo): string {
  return `A person adds a channel in a terminal with \`${addCommand(service)}\`; its password does not belong into the conversation.`;
}

export function twoGateways(service: ServiceInfo): ToolError {
  return new ToolError(
    'CHANNEL_AMBIGUOUS',
    `This channel id is kept for two gateways. A person sets ${service.nameOf(baseUrl)} to the one to use.`,
  );
}

/**
 * The channel of a call: the one that is named, or the only one. In legacy mode a password may come with the call: then the
 * channel is used once and not looked up. Throws a `ToolError` that says what to do.
 */
export function chooseChannel(named: string | undefined, password: string | undefined, ctx: ToolContext): Channel {
  const id = named === undefined ? undefined : readChannelId(named);
  if (password !== undefined) {
    if (id === undefined) throw new ToolError('BAD_ARGUMENTS', 'channel_id is required with a password.');
    return ctx.channels.once(id, password);
  }
  const usable = ctx.channels.list();
  const [chosen, ...others] = id === undefined ? usable : usable.filter(({ channelId }) => channelId === id);
  if (!chosen) throw noChannel(id, ctx);
  if (others.length === 0) return chosen;
  throw id === undefined
    ? new ToolError(
        'CHANNEL_NEEDED',
        `channel_id is required: ${usable.length} channels are kept, and pushgo_channel_list names them.`,
      )
    : twoGateways(ctx.service);
}

function noChannel(id: string | undefined, { channels, service }: ToolContext): ToolError {
  const elsewhere = channels.elsewhere().filter(({ channelId }) => id === undefined || channelId === id);
  const [takesPasswords, gateway] = [service.get(legacyPasswords), service.nameOf(baseUrl)];
  const legacy = takesPasswords ? ' Or pass channel_id and password, which this server is set to take.' : '';
  if (elsewhere.length > 0) {
    const which = id === undefined ? 'The channels that are kept belong' : 'This channel belongs';
    return new ToolError(
      'OTHER_GATEWAY',
      `${which} to another gateway than ${gateway}, ${service.origin}, and no password is sent there. A person adds a channel of this gateway with \`${addCommand(service)}\`${takesPasswords ? '' : `, or unsets ${gateway}`}.${legacy}`,
    );
  }
  if (channels.list().length === 0)
    return new ToolError('NO_CHANNEL', `No channel is set up. ${howToAdd(service)}${legacy}`);
  return new ToolError(
    'UNKNOWN_CHANNEL',
    `This channel is not among those that are kept; pushgo_channel_list names them. ${howToAdd(service)}${legacy}`,
  );
}
