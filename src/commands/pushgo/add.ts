import { readChannelId } from '../../../overrides/pushgo/channel-id.ts';
import { openChannelsFile } from '../../callers/channels/file.ts';
import { isSame, type KeptChannel } from '../../callers/channels/store.ts';
import { isLoopback } from '../../net/loopback.ts';
import type { Secret } from '../../policy/secret.ts';
import { type Answers, askAtTerminal, noChannelId, readFromStdin } from './answers.ts';
import type { Arguments } from './arguments.ts';
import { connectGateway, type Gateway } from './gateway.ts';
import { CommandError, type CommandIo } from './io.ts';
import { book, findChannelsFile, type GatewaySettings, readGateway, readGatewaySettings } from './settings.ts';
import { describe } from './show.ts';

/** Asks for a channel, checks it with its gateway and keeps it. Nothing is kept that the gateway did not accept. */
export async function addChannel(given: Arguments, io: CommandIo): Promise<void> {
  const settings = readGatewaySettings(io);
  const { config } = settings;
  const say = (sentence: string) => void io.stderr.write(`${sentence}\n`);
  for (const warning of settings.warnings) say(`Warning: ${warning}`);
  const givenId = given.word === undefined ? undefined : readChannelId(given.word);
  if (given.word !== undefined && givenId === undefined)
    throw new CommandError(2, `What follows \`add\` ${noChannelId}`);
  const givenGateway = given.gateway === undefined ? config.origin : readGateway('--gateway', given.gateway);
  const store = openChannelsFile(findChannelsFile(given.file, io), book);
  // Read before anything is asked or sent: a file that cannot be used is told first
  const kept = store.list();
  const answers = await (given.passwordStdin ? readFromStdin(io) : askAtTerminal(io));
  try {
    const channelId = givenId ?? (await answers.channelId());
    const origin = givenGateway || (await answers.gateway());
    warnAbout(origin, config.connection.verifyTls, say);
    // A person sees where the password goes before it goes there
    if (!given.passwordStdin) say(`Channel ${channelId} on ${origin}`);
    const gateway = connectGateway(origin, settings, answers.signal);
    const known = findToken(answers, origin, settings, kept);
    const { password, token } = await prove({ channelId, origin, gateway, answers, known });
    const name = await gateway.findName({ channelId, password, token: token?.value }).catch(ignore(answers.signal));
    const channel: KeptChannel = {
      channelId,
      ...(name !== undefined && { name }),
      gateway: origin,
      password,
      ...(token?.isKept && { gatewayToken: token.value }),
      addedAt: new Date().toISOString(),
    };
    // Ctrl-C is a signal again
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

/** A gateway's token. That of the environment is not kept: who set it there changes it there. */
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

interface Claim {
  readonly channelId: string;
  readonly origin: string;
  readonly gateway: Gateway;
  readonly answers: Answers;
  readonly known: Token | undefined;
}

/** Credentials that the gateway accepts. */
async function prove({ channelId, origin, gateway, answers, known }: Claim) {
  let token = known;
  let password = await answers.password();
  for (;;) {
    switch (await gateway.check({ channelId, password, token: token?.value })) {
      case 'right':
        return { password, token };
      case 'password':
        password = await answers.password(
          'The gateway refuses that password. It is the one that the channel was created with in the PushGo app.',
        );
        break;
      case 'token':
        token = {
          value: await answers.anotherToken(
            token
              ? `The gateway refuses that token${token.isKept ? '' : ' (PUSHGO_TOKEN)'}. Ask who runs it.`
              : 'The gateway wants a token of its own, beside the password of the channel. Ask who runs it.',
          ),
          isKept: true,
        };
        break;
      case 'channel':
        throw new CommandError(
          1,
          `There is no channel ${channelId} on ${origin}. Check the id, and that the channel was created on this gateway. Nothing was added.`,
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

/** A channel is of use without its name. */
function ignore(signal: AbortSignal): () => undefined {
  return () => {
    signal.throwIfAborted();
    return undefined;
  };
}
