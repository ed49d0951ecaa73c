// Every block of README.md and docs/clients.md, taken out of its page, read in the form of its client, and started. The program of
// `npx -y push-mcp@0` is the built one here; test/outside/ has npx fetch it, for the clients themselves.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { served } from '../../generated/served.ts';
import { allClients, type Launch, pinned, serverName } from '../../packaging/clients.ts';
import { handshake, listTools, run as runProgram, start } from '../process/run.ts';
import { type Added, addedBy, type Block, blocksOf, commandsIn, readToml, serversOf } from '../support/blocks.ts';
import { namesOf, toolsets } from '../support/lists.ts';

const read = (name: string) => readFile(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');
const pages = ['README.md', 'docs/clients.md'];
const blocks = (
  await Promise.all(pages.map(async (page) => blocksOf(await read(page)).map((block) => ({ page, ...block }))))
).flat();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'push-mcp-blocks-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const inShell = ({ language }: Block) => language === 'sh';
const commands = blocks.filter(inShell).flatMap(({ text }) => commandsIn(text));

/** What adds no server, and is no file of a client. */
const others: Record<string, (words: readonly string[]) => Promise<void>> = {
  'npm ci': async () => void JSON.parse(await read('package-lock.json')),
  'npm test': async () => expect(JSON.parse(await read('package.json')).scripts).toHaveProperty('test'),
  'npm install': async (words) => expect(words.slice(2)).toEqual(['-g', pinned]),
};

function addedIn(block: Block): Added[] {
  if (block.language === 'json') return serversOf(JSON.parse(block.text));
  if (block.language === 'toml') return serversOf(readToml(block.text));
  return commandsIn(block.text).flatMap((words) => addedBy(words) ?? []);
}
const added = blocks.flatMap((block) => addedIn(block).map((server) => ({ ...server, under: block.under })));

/** Arguments of our program, where the command starts it in one of the ways that the pages name. */
function argumentsOf({ command, args }: Pick<Launch, 'command' | 'args'>): readonly string[] | undefined {
  const words = [command, ...args];
  const [plain, windows] = [
    ['npx', '-y', pinned],
    ['cmd', '/c', 'npx', '-y', pinned],
  ];
  for (const way of [windows, plain, ['node', '/path/to/push-mcp/dist/push-mcp.js'], ['push-mcp']])
    if (way.every((word, i) => word === words[i])) return words.slice(way.length);
  return undefined;
}

/** What a client puts into the place of its own variables. */
const filledIn = (value: string) =>
  value.replace(/\$\{(.+?)\}/g, (_all, name: string) => (name === 'workspaceFolder' ? folder : 'typed-by-a-person'));

describe('the blocks', () => {
  test('are all of a kind that is checked here', async () => {
    expect(blocks.length).toBeGreaterThan(25);
    for (const block of blocks) expect(block.language, block.text).toMatch(/^(?:sh|json|toml)$/);
    for (const words of commands) {
      const isOurs = addedBy(words) !== undefined || argumentsOf(withoutSettings(words)) !== undefined;
      const other = others[words.slice(0, 2).join(' ')];
      expect(isOurs || other !== undefined, words.join(' ')).toBe(true);
      if (!isOurs) await other?.(words);
    }
    for (const { language, text } of blocks.filter((block) => !inShell(block) && addedIn(block).length === 0)) {
      expect(language).toBe('json');
      const known = served.find(({ name }) => name === 'create_push')?.inputSchema.properties;
      expect(Object.keys(known ?? {})).toEqual(expect.arrayContaining(Object.keys(JSON.parse(text))));
    }
  });

  test('name the server push, pin its major version, and hold settings', () => {
    for (const { name, command, args, env, under } of added) {
      expect(argumentsOf({ command, args }), under).toBeDefined();
      if (args.includes('--sandbox')) expect(name).toBe(`${serverName}-sandbox`);
      else expect(name).toBe(serverName);
      if (allClients.some(({ title }) => title === under)) expect(env, under).toHaveProperty('PWPUSH_BASE_URL');
    }
  });

  test.each(allClients.map(({ title }) => title))('of %s have a form for Windows, where npx is a script', (title) => {
    const own = added.filter(({ under }) => under === title);
    const [windows, elsewhere] = [
      own.filter(({ command }) => command === 'cmd'),
      own.filter(({ command }) => command === 'npx'),
    ];
    expect(elsewhere.length).toBeGreaterThan(0);
    expect(windows.map(({ args, env }) => ({ args: args.slice(2), env }))).toEqual([
      { args: elsewhere[0]?.args, env: elsewhere[0]?.env },
    ]);
  });
});

/** `A=b npx …`: the settings are for this command alone. */
function withoutSettings(words: readonly string[]): Launch {
  const from = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  const env = Object.fromEntries(
    words.slice(0, from).map((word) => [word.split('=')[0], word.slice(word.indexOf('=') + 1)]),
  );
  return { command: words[from] ?? '', args: words.slice(from + 1), env };
}

const launches = [...added, ...commands.map(withoutSettings).filter((launch) => argumentsOf(launch))];
const key = ({ args, env }: { args: readonly string[]; env: object }) => JSON.stringify([args, env]);
const programs = [
  ...new Map(
    launches.map(({ command, args, env }) => {
      const found = { args: argumentsOf({ command, args }) ?? ['is not ours:', command, ...args], env };
      return [key(found), found];
    }),
  ).values(),
];
const isServer = ({ args }: { args: readonly string[] }) => args[0] !== 'channels';

describe('what the blocks start', () => {
  test.each(programs.filter(isServer))('serves with $args and $env', async ({ args, env }) => {
    const settings = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filledIn(value)]));
    const server = start(args, settings);
    server.send(...handshake, listTools);
    const { result } = (await server.answer(2)) as { result: { tools: { name: string }[] } };
    const expected = args.includes('--sandbox') ? namesOf(...toolsets) : namesOf('pwpush');
    expect(result.tools.map(({ name }) => name)).toEqual(expected);
    server.child.stdin.end();
    expect((await server.ended).code).toBe(0);
  });

  test.each(programs.filter((program) => !isServer(program)))('runs with $args', async ({ args }) => {
    const { code, stdout, stderr } = await runProgram(args);
    // There is no terminal here in which somebody could be asked
    if (args[1] === 'add') expect([code, stderr]).toEqual([2, expect.stringContaining('--password-stdin')]);
    else expect([code, stdout + stderr]).toEqual([0, expect.stringContaining('channels add')]);
  });
});

test('the README is short', async () => {
  expect((await read('README.md')).split('\n').length).toBeLessThanOrEqual(181);
});
