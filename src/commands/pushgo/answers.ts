// Where `push-mcp channels add` gets its values from. No error repeats what was typed.
import { isPassword, readChannelId } from '../../../overrides/pushgo/channel-id.ts';
import { trim } from '../../../overrides/rule/trim.ts';
import { isGatewayToken } from '../../callers/channels/format.ts';
import { Secret } from '../../policy/secret.ts';
import { CommandError, type CommandIo } from './io.ts';
import { openPrompt, type Prompt } from './prompt.ts';
import { readGateway } from './settings.ts';

/** Values that the command line lacks: typed by a person at the terminal, or piped in as lines. */
export interface Answers {
  channelId(): Promise<string>;
  gateway(): Promise<string>;
  /** The first one, or another one where `refused` says what is wrong with the last. Rejects when no attempt is left. */
  password(refused?: string): Promise<Secret>;
  /** A token of the gateway that came with the password. */
  readonly token?: Secret;
  anotherToken(refused: string): Promise<Secret>;
  readonly signal: AbortSignal;
  close(): void;
}

const ATTEMPTS = 3;
const LARGEST = 64 * 1024;

export const noChannelId = 'is no channel id: 26 letters and digits, such as 06J0FZG1Y8XGG14VTQ4Y3G10MR.';
const noPassword = 'A channel password has 8 to 128 bytes.';
const noToken = 'A gateway token has no spaces and only ASCII characters.';

export async function askAtTerminal(io: CommandIo): Promise<Answers> {
  const prompt = await openPrompt(io);
  return {
    channelId: () =>
      askPlain(prompt, 'Channel id: ', (line) => {
        const id = readChannelId(line);
        if (id === undefined) throw new CommandError(1, `That ${noChannelId}`);
        return id;
      }),
    gateway: () => askPlain(prompt, 'Address of the gateway: ', (line) => readGateway('That', line)),
    password: secretAsker(prompt, 'Password of the channel: ', (text) => (isPassword(text) ? undefined : noPassword)),
    anotherToken: secretAsker(prompt, 'Token of the gateway: ', (text) => (isGatewayToken(text) ? undefined : noToken)),
    signal: prompt.signal,
    close: prompt.close,
  };
}

async function askPlain<T>(prompt: Prompt, question: string, read: (line: string) => T): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const line = await prompt.ask(question);
    try {
      return read(line);
    } catch (error) {
      if (!(error instanceof CommandError) || attempt === ATTEMPTS) throw error;
      prompt.say(error.message);
    }
  }
}

/** A function that asks for one secret, `ATTEMPTS` times in all. */
function secretAsker(prompt: Prompt, question: string, problemOf: (text: string) => string | undefined) {
  let attempt = 0;
  return async (refused?: string): Promise<Secret> => {
    for (let problem = refused; ; ) {
      if (attempt === ATTEMPTS) throw new CommandError(1, `${problem} Nothing was added.`);
      if (problem !== undefined) prompt.say(problem);
      attempt++;
      const text = trim(await prompt.askHidden(question));
      problem = problemOf(text);
      if (problem === undefined) return new Secret(text);
    }
  };
}

/** Reads the password, and in a second line the gateway's token, from stdin until its end. */
export async function readFromStdin({ stdin }: CommandIo): Promise<Answers> {
  if (stdin.isTTY)
    throw new CommandError(
      2,
      'stdin is a terminal, which would show the password: leave out --password-stdin and you are asked.',
    );
  const [password = '', token, ...others] = (await readText(stdin)).trimEnd().split('\n').map(trim);
  if (others.length > 0)
    throw new CommandError(2, 'stdin has more than two lines: the password and the token of the gateway.');
  if (!isPassword(password)) throw new CommandError(2, `The first line of stdin is not a password. ${noPassword}`);
  if (token !== undefined && !isGatewayToken(token))
    throw new CommandError(2, `The second line of stdin is not a gateway token. ${noToken}`);
  const refuse = async (refused: string) => {
    throw new CommandError(1, `${refused} Nothing was added.`);
  };
  const missing = (what: string) => async () => {
    throw new CommandError(2, `With --password-stdin nothing is asked: give ${what}.`);
  };
  return {
    channelId: missing('the channel id after `add`'),
    gateway: missing('--gateway=URL or PUSHGO_BASE_URL'),
    password: (refused) => (refused === undefined ? Promise.resolve(new Secret(password)) : refuse(refused)),
    ...(token !== undefined && { token: new Secret(token) }),
    anotherToken: (refused) => refuse(`${refused} Give it in the second line of stdin.`),
    signal: new AbortController().signal,
    close: () => {},
  };
}

async function readText(stdin: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Uint8Array);
    length += bytes.length;
    if (length > LARGEST) throw new CommandError(2, 'stdin holds more than a password and a token.');
    chunks.push(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new CommandError(2, 'stdin is not UTF-8 text.');
  }
}
