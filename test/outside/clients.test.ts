// Claude Code, Codex, Gemini CLI and opencode themselves: each is given the blocks of our pages as they stand, fetches the package with npx
// from a registry on this machine, and speaks to a stand-in for its model, which keeps the tools that it is offered and calls one.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clients, type Launch, npx, pinned, serverName } from '../../packaging/clients.ts';
import { variables } from '../../src/config/variables.ts';
import { type Block, blocksOf, commandsIn } from '../support/blocks.ts';
import { namesOf, type Toolset, toolsets } from '../support/lists.ts';
import { type Model, startModel } from './model.ts';
import { fetchProgram, type Home, makeHome, type ProgramName, versionOf } from './programs.ts';
import { type Registry, startRegistry } from './registry.ts';

const isOutside = process.env.PUSH_MCP_OUTSIDE === '1';
const why = isOutside ? '' : ', left to `npm run test:outside`, because it fetches and runs programs of others';

const page = (name: string) => readFile(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');
const sandboxName = `${serverName}-sandbox`;
const sandbox: Launch = { ...npx('--sandbox'), env: {} };

/** Exported where a client is started, each of which switches a service on: a plain name, and one with KEY in it. */
const exported = {
  PUSHGO_BASE_URL: 'https://push.example.com',
  PUSHARY_API_KEY: `pk_${'a'.repeat(24)}.sk_${'b'.repeat(40)}`,
};

interface Subject {
  readonly title: string;
  readonly program: ProgramName;
  /** Gives it the blocks, and a server that is the sandbox. */
  configure(home: Home, blocks: readonly Block[], path: readonly string[], env: Record<string, string>): Promise<void>;
  /** Gives it the same in another of its forms, or the block of README.md for any client. */
  configureOtherwise(
    home: Home,
    blocks: readonly Block[],
    path: readonly string[],
    env: Record<string, string>,
  ): Promise<void>;
  /** Sends one sentence to the model. */
  readonly ask: (model: Model) => { words: readonly string[]; env: Record<string, string> };
  /** What it puts before the name of a tool. */
  prefix(server: string): string;
  /** Services that exported variables have switched on. */
  readonly reached: readonly Toolset[];
  /** Tools that it never shows. */
  readonly hidden?: readonly string[];
}

/** Runs the commands of the first block for a shell that holds the word. */
async function runBlock(home: Home, blocks: readonly Block[], word: string, path: readonly string[]): Promise<void> {
  const block = blocks.find(({ language, text }) => language === 'sh' && text.includes(word));
  for (const words of commandsIn(block?.text ?? '')) await home.run(path, words);
  expect(block, word).toBeDefined();
}
const blockIn = (blocks: readonly Block[], language: string) =>
  blocks.find((block) => block.language === language)?.text ?? '';

/** Of Codex: where its model is. */
const standIn = (origin: string) => `model = "stand-in"
model_provider = "stand-in"
[model_providers.stand-in]
name = "stand-in"
base_url = "${origin}/v1"
`;
/** Of Gemini CLI: how it shows who it is. */
const geminiKey = { security: { auth: { selectedType: 'gemini-api-key' } } };

/** Of opencode: its file with the servers of a block and one more. */
async function configureOpencode(
  home: Home,
  blocks: readonly Block[],
  _path: readonly string[],
  { origin = '' }: Record<string, string>,
): Promise<void> {
  const options = { baseURL: `${origin}/v1`, apiKey: 'none' };
  const provider = { npm: '@ai-sdk/openai-compatible', options, models: { 'stand-in': {} } };
  const { command, args } = sandbox;
  const file = JSON.parse(blockIn(blocks, 'json')) as { mcp: object };
  const mcp = { ...file.mcp, [sandboxName]: { type: 'local', command: [command, ...args] } };
  const whole = { ...file, mcp, provider: { 'stand-in': provider }, model: 'stand-in/stand-in' };
  await home.write('project/opencode.json', JSON.stringify({ ...whole, small_model: 'stand-in/stand-in' }));
}

const subjects: readonly Subject[] = [
  {
    title: clients.claudeCode.title,
    program: 'claude',
    async configure(home, blocks, path) {
      await runBlock(home, blocks, `add ${serverName} `, path);
      await runBlock(home, blocksOf(await page('README.md')), sandboxName, path);
    },
    async configureOtherwise(home, blocks) {
      // A person is asked about this file, once
      await home.write('.claude/settings.json', '{"enableAllProjectMcpServers":true}');
      await home.write('project/.mcp.json', blockIn(blocks, 'json'));
    },
    ask: ({ origin, calls }) => ({
      words: ['claude', '-p', 'Which version?', '--allowedTools', calls],
      env: {
        ...{
          ANTHROPIC_BASE_URL: origin,
          ANTHROPIC_API_KEY: 'sk-ant-none',
          CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        },
        // As docs/clients.md says for use without a person
        ...{ MCP_CONNECTION_NONBLOCKING: 'false', MCP_CONNECT_TIMEOUT_MS: '60000' },
        // Else it names the tools only, until the model looks for one
        ENABLE_TOOL_SEARCH: 'false',
      },
    }),
    prefix: (server) => `mcp__${server}__`,
    reached: ['pushgo', 'pushary'],
  },
  {
    title: clients.codex.title,
    program: 'codex',
    async configure(home, blocks, _path, { origin = '' }) {
      const second = clients.codex.forms[0].render(sandbox).replaceAll(`.${serverName}`, `.${sandboxName}`);
      await home.write('.codex/config.toml', [standIn(origin), blockIn(blocks, 'toml'), second].join('\n'));
    },
    async configureOtherwise(home, blocks, path, { origin = '' }) {
      await home.write('.codex/config.toml', standIn(origin));
      await runBlock(home, blocks, 'codex mcp add', path);
      const written = await readFile(join(home.folder, '.codex/config.toml'), 'utf8');
      const table = `[mcp_servers.${serverName}]\n`;
      expect(written).toContain(table);
      await home.write('.codex/config.toml', written.replace(table, `${table}required = true\n`));
    },
    ask: () => ({ words: ['codex', 'exec', '--skip-git-repo-check', 'Which version?'], env: {} }),
    prefix: (server) => `mcp__${server.replace('-', '_')} / `,
    reached: [],
  },
  {
    title: clients.geminiCli.title,
    program: 'gemini',
    async configure(home, blocks, path) {
      await home.write('.gemini/settings.json', JSON.stringify(geminiKey));
      await runBlock(home, blocks, `${serverName} npx`, path);
      const { command, args } = sandbox;
      await home.run(path, ['gemini', 'mcp', 'add', '-s', 'user', sandboxName, command, '--', ...args]);
    },
    async configureOtherwise(home) {
      const block = JSON.parse(blockIn(blocksOf(await page('README.md')), 'json'));
      await home.write('.gemini/settings.json', JSON.stringify({ ...geminiKey, ...block }));
    },
    ask: ({ origin }) => ({
      words: ['gemini', '-m', 'gemini-2.5-flash', '-y', '-p', 'Which version?'],
      env: { GEMINI_API_KEY: 'none', GOOGLE_GEMINI_BASE_URL: origin, GEMINI_CLI_TRUST_WORKSPACE: 'true' },
    }),
    prefix: (server) => `mcp_${server}_`,
    reached: ['pushgo'],
    hidden: ['ask_user'],
  },
  {
    title: clients.opencode.title,
    program: 'opencode',
    configure: configureOpencode,
    configureOtherwise: configureOpencode,
    ask: () => ({ words: ['opencode', 'run', 'Which version?'], env: {} }),
    prefix: (server) => `${server}_`,
    reached: ['pushgo', 'pushary'],
  },
];

describe.skipIf(!isOutside)(`the clients themselves${why}`, () => {
  let folder: string;
  let registry: Registry;
  let model: Model;
  let home: Home;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'push-mcp-outside-'));
    registry = await startRegistry(folder);
  });
  afterAll(async () => {
    await registry?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  beforeEach(async () => {
    model = await startModel();
    home = await makeHome(join(folder, `home-${Math.random()}`), registry.origin);
    // Clients wait a second or two, and npx has the package only after its first run
    expect(await home.run([], ['npx', '-y', pinned, '--version'])).toMatch(/^\d+\.\d+\.\d+\n/);
  });
  afterEach(() => model.close());

  /** Names of a server's tools, in all that the model was offered, without what the client puts before them. */
  const offered = (prefix: string) => {
    const names = model.asked.flatMap(({ tools }) => tools).filter((name) => name.startsWith(prefix));
    return [...new Set(names.map((name) => name.slice(prefix.length)))].sort();
  };
  const without = (names: readonly string[], hidden: readonly string[] = []) =>
    names.filter((name) => !hidden.includes(name)).sort();
  const said = () => JSON.stringify(model.asked.map(({ body }) => body));

  describe.each(subjects.map((subject) => ({ ...subject, version: versionOf(subject.program) })))(
    '$title $version',
    (subject) => {
      let path: string[];
      beforeAll(async () => {
        path = await fetchProgram(subject.program);
      });

      /** The blocks of the client, of docs/clients.md and README.md. */
      const blocks = async () => {
        const all = blocksOf(await page('docs/clients.md')).filter(({ under }) => under === subject.title);
        return [...all, ...blocksOf(await page('README.md'))];
      };

      async function converse(env: Record<string, string> = {}): Promise<void> {
        model.calls = `${subject.prefix(sandboxName)}get_version`;
        const { words, env: own } = subject.ask(model);
        await home.run(path, words, { ...own, ...env });
      }

      test('sees all tools from the blocks as they stand, and a call works', async () => {
        await subject.configure(home, await blocks(), path, { origin: model.origin });
        await converse();
        expect(offered(subject.prefix(serverName))).toEqual(without(namesOf('pwpush')));
        expect(offered(subject.prefix(sandboxName))).toEqual(without(namesOf(...toolsets), subject.hidden));
        expect(said()).toContain('https://pwpush.example.com');
        // The release of the emulator stands in the result of get_version, and nowhere beside "release" else
        expect(said()).toMatch(/release[\\"]+:[\\"]+2\.11\.4/);
      });

      test('takes the other form of its block, and hands on exported variables as docs/clients.md says', async () => {
        await subject.configureOtherwise(home, await blocks(), path, { origin: model.origin });
        await converse(exported);
        expect(offered(subject.prefix(serverName))).toEqual(
          without(namesOf('pwpush', ...subject.reached), subject.hidden),
        );
      });

      test.runIf(subject.program === 'claude')('names all tools where it loads their schemas later', async () => {
        await subject.configure(home, await blocks(), path, { origin: model.origin });
        await converse({ ENABLE_TOOL_SEARCH: 'true' });
        const names = namesOf(...toolsets).map((name) => subject.prefix(sandboxName) + name);
        expect(names.filter((name) => !said().includes(name))).toEqual([]);
      });

      // The setting comes with a later change
      const hasPrefixed = variables.some(({ name }) => name === 'PUSHARY_TOOL_NAMES');
      test.runIf(hasPrefixed && subject.hidden)('shows what it hides under a prefixed name', async () => {
        const env = { PUSHARY_TOOL_NAMES: 'prefixed' };
        await subject.configure(home, await blocks(), path, { origin: model.origin });
        await converse(env);
        expect(offered(subject.prefix(sandboxName))).toEqual(expect.arrayContaining(['pushary_ask_user']));
      });
    },
  );
});
