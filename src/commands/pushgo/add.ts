import { readChannelId } from '../../../overrides/pushgo/channel-id.ts';
import { type ChannelAddress, isSame, type KeptChannel } from '../../callers/channels/store.ts';
import { isLoopback } from '../../net/loopback.ts';
import type { Secret } from '../../policy/secret.ts';
import { type Answers, askAtTerminal, noChannelId, readFromStdin } from './answers.ts';
import type { Arguments } from './arguments.ts';
import { connectGateway, type Gateway } from './gateway.ts';
import { CommandError, type CommandIo } from './io.ts';
import { describe } from './kept.ts';
import { type GatewaySettings, openStore, readGateway, readGatewaySettings } from './settings.ts';

/** Asks for a channel, checks it with its gateway and keeps it. A channel that the gateway did not accept is not kept. */
export async function addChannel(args: Arguments, io: CommandIo): Promise<void> {
  const { word, gateway, file, 'password-stdin': passwordStdin } = args;
  const settings = readGatewaySettings(io);
  const { config } = settings;
  const say = (sentence: string) => void io.stderr.write(`${sentence}\n`);
  for (const warning of settings.warnings) say(`Warning: ${warning}`);
  const id = word === undefined ? undefined : readChannelId(word);
  if (word !== undefined && id === undefined) throw new CommandError(2, `What follows \`add\` ${noChannelId}`);
  const origin = gateway === undefined ? config.origin : readGateway('--gateway', gateway);
  const { store } = openStore(file, io);
  // Read before anything is asked or sent, so that a file that cannot be used is reported first
  const kept = store.list();
  const answers = await (passwordStdin ? readFromStdin(io) : askAtTerminal(io));
  try {
    const address = { channelId: id ?? (await answers.channelId()), gateway: origin || (await answers.gateway()) };
    warnAbout(address.gateway, config.connection.verifyTls, say);
    // A person sees the destination of the password before it is sent there
    if (!passwordStdin) say(`Channel ${address.channelId} on ${address.gateway}`);
    const connection = connectGateway(address, settings, answers.signal);
    const firstToken = findToken(answers, address.gateway, settings, kept);
    const { password, token } = await prove(address, connection, answers, firstToken);
    const name = await connection.findName(password, token?.value).catch(() => {
      // A channel is of use without its name
      answers.signal.throwIfAborted();
      return undefined;
    });
    const channel: KeptChannel = {
      ...address,
      ...(name !== undefined && { name }),
      password,
      ...(token?.isKept && { gatewayToken: token.value }),
      addedAt: new Date().toISOString(),
    };
    // From here on, Ctrl-C ends the process
    answers.close();
    await store.add(channel);
    io.stdout.write(`Added ${describe(channel)}.\n`);
    if (kept.length === 0) say('A server that is running already takes it up once it is started anew.');
    if (kept.some((other) => isSame(other, channel))) say('It was kept before: its password was replaced.');
    if (token && !token.isKept)
      say('The token of the gateway is that of PUSHGO_TOKEN, which the server has to be given too.');
  } finally {
    answers.close();
  }
}

/** A gateway's token. One from the environment is not kept: the person who set it there changes it there. */
interface Token {
  readonly value: Secret;
  readonly isKept: boolean;
}

function findToken(
  answers: Answers,
  origin: string,
  { config, token }: GatewaySettings,
  kept: readonly KeptChannel[],
): Token | undefined {
  if (answers.token) return { value: answers.token, isKept: true };
  if (token && origin === config.origin) return { value: token, isKept: false };
  const value = kept.findLast(({ gateway, gatewayToken }) => gateway === origin && gatewayToken)?.gatewayToken;
  return value && { value, isKept: true };
}

/** Asks for credentials until the gateway accepts them. */
async function prove(address: ChannelAddress, gateway: Gateway, answers: Answers, firstToken: Token | undefined) {
  let token = firstToken;
  let password = await answers.password();
  for (;;) {
    switch (await gateway.check(password, token?.value)) {
      case 'right':
        return { password, token };
      case 'password':
        password = await answers.password(
          'The gateway refuses that password. It is the one that the channel was created with in the PushGo app.',
        );
        break;
      case 'token': {
        const problem = token
          ? `The gateway refuses that token${token.isKept ? '' : ' (PUSHGO_TOKEN)'}. Ask who runs it.`
          : 'The gateway wants a token of its own, beside the password of the channel. Ask who runs it.';
        token = { value: await answers.anotherToken(problem), isKept: true };
        break;
      }
      case 'channel':
        throw new CommandError(
          1,
          `There is no channel ${address.channelId} on ${address.gateway}. Check the id, and that the channel was created on this gateway. Nothing was added.`,
        );
    }
  }
}

function warnAbout(origin: string, verifyTls: boolean, say: (sentence: string) => void): void {
  if (origin.startsWith('http:') && !isLoopback(origin))
    say(`Warning: ${origin} is plain http: anybody on the way can read the password.`);
  if (!verifyTls && origin.startsWith('https:'))
    say('Warning: PUSHGO_VERIFY_SSL is off: anybody on the way can read the password.');
}
