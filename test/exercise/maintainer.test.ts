import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callTool, handshake, listTools, start } from '../process/run.ts';
import { type Copy, makeCopy } from './copy.ts';

// The exercise of docs/following-an-api.md, done in a copy: edit a specification, generate, let the compiler name the place, decide, compare

// Some starts of the generator a test, on a machine that may be busy
vi.setConfig({ testTimeout: 300_000 });
let copy: Copy;

const parts = ['specs', 'codegen', 'generated', 'overrides', 'src', 'docs', 'package.json', 'tsconfig.base.json'];
const configs = ['tsconfig.generated.json', 'tsconfig.overrides.json'];

beforeEach(async () => {
  copy = await makeCopy([...parts, ...configs]);
  await copy.write('before.json', await copy.read('generated/tools.lock.json'));
});
afterEach(() => copy.remove());

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const before = await copy.read(file);
  const after = before.replace(from, () => to);
  expect(after, `${file} holds what the exercise replaces`).not.toBe(before);
  await copy.write(file, after);
}

const generate = () => copy.generate();
const diff = async () => (await copy.command('tsx', ['codegen/tools-diff.ts', '--base', 'before.json'])).text;
const typeCheck = () => copy.typeCheck('tsconfig.overrides.json');

/** The places the type check complains about, without their messages. */
function complaints(): string[] {
  return [...typeCheck().matchAll(/^(\S+)\((\d+),\d+\): error/gm)]
    .map(([, file]) => file ?? '')
    .filter((file, i, all) => all.indexOf(file) === i);
}

test('a new response field is undecided in one rule, and additive once it is dropped or shown', async () => {
  await edit(
    'specs/pwpush-v2.yaml',
    /(description: The share link and nothing else\.\n\s+required: \[url\]\n\s+properties:\n)/,
    `description: The share link and nothing else.
      required: [url]
      properties:
        expired:
          type: boolean
          description: Whether the push has expired.
          examples: [false]
`,
  );
  await generate();
  expect(complaints()).toEqual(['overrides/pwpush/rules.ts']);
  await edit(
    'overrides/pwpush/rules.ts',
    "output: { url: 'show' } },\n  pwpushV2GetPushAudit",
    "output: { url: 'show', expired: 'drop' } },\n  pwpushV2GetPushAudit",
  );
  expect(await generate()).toMatchObject({ code: 0 });
  expect(complaints()).toEqual([]);
  expect(await diff()).not.toMatch(/breaking|safety/);
});

test('a new operation is scaffolded, does not compile until it is decided, and is an addition', async () => {
  await edit(
    'specs/pwpush-v2.yaml',
    /x-tool:\n\s+expose: false\n\s+reason: Sends e-mail[^\n]*\n/,
    'x-tool: { name: notify_push, title: Send the link, toolset: pwpush, description: Send the link of a push by e-mail. }\n',
  );
  const first = await generate();
  expect(first.code).toBe(1);
  expect(first.text).toContain('pwpushV2NotifyPush');
  expect(first.text).toContain('notify_push');
  expect(complaints().sort()).toEqual([
    'overrides/pwpush/refusals.ts',
    'overrides/pwpush/rules.ts',
    'overrides/pwpush/tools.ts',
  ]);
  const rules = await copy.read('overrides/pwpush/rules.ts');
  const decided = rules
    .replace(/(notify_emails_to|url_token): undecided/g, "$1: 'secret'")
    .replace('notify_emails_to_locale: undecided', "notify_emails_to_locale: 'plain'")
    .replace('message: undecided', "message: 'drop'")
    .replace(/^import \{ undecided \}.*\n/m, '');
  await copy.write('overrides/pwpush/rules.ts', decided);
  await edit(
    'overrides/pwpush/tools.ts',
    'notify_push: undecided',
    `notify_push: {
    input: () => z.strictObject({ url_token: z.string(), notify_emails_to: z.string() }),
    output: () => z.object({ queued: z.boolean() }),
    run: async (args: { url_token: string; notify_emails_to: string }, ctx: ToolContext) => {
      await ctx.call('pwpushV2NotifyPush', args, { credentials: 'bearer' });
      return { queued: true };
    },
  }`,
  );
  await edit('overrides/pwpush/tools.ts', /^import \{ undecided \}.*\n/m, '');
  expect(complaints()).toEqual(['overrides/pwpush/refusals.ts']);
  await edit(
    'overrides/pwpush/refusals.ts',
    "create_push: 'make the push',",
    "create_push: 'make the push',\n  notify_push: 'mail it',",
  );
  expect(await generate()).toMatchObject({ code: 0 });
  expect(complaints()).toEqual([]);
  expect(await diff()).toMatch(/additive[^\n]*notify_push/);
});

test('a new enum member wants a label in one place, and is an addition', async () => {
  await edit(
    'specs/pwpush-v2.yaml',
    /enum: \[0, 1, 2,([^\]]*)17\]/,
    'enum: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]',
  );
  await generate();
  expect(complaints()).toEqual(['overrides/pwpush/rules.ts']);
  await edit('overrides/pwpush/rules.ts', "17: '3mo',", "17: '3mo',\n  18: '4mo',");
  expect(await generate()).toMatchObject({ code: 0 });
  expect(complaints()).toEqual([]);
  expect(await diff()).not.toMatch(/breaking|safety/);
});

test('a renamed field is found at its rule, and its tool loses and gains a field', async () => {
  for (const version of ['v1', 'v2'])
    await edit(`specs/pwpush-${version}.yaml`, /^ {8}views_remaining:$/m, '        views_left:');
  await generate();
  expect(complaints().sort()).toEqual(['overrides/pwpush/list.ts', 'overrides/pwpush/rules.ts']);
  await edit(
    'overrides/pwpush/rules.ts',
    "  views_remaining: 'show',\n",
    "  views_remaining: 'show',\n  views_left: 'show',\n",
  );
  await edit('overrides/pwpush/list.ts', 'push.views_remaining', 'push.views_left');
  // The old name came in by a spread, which the compiler does not look into
  expect(complaints()).toEqual([]);
  const kept = await generate();
  expect(kept.code).toBe(1);
  expect(kept.text).toContain('RULE_FIELD_EXTRA  overrides/pwpush/rules.ts');
  expect(kept.text).toContain('output.views_remaining');
  await edit('overrides/pwpush/rules.ts', "  views_remaining: 'show',\n", '');
  expect(await generate()).toMatchObject({ code: 0 });
  const changes = await diff();
  expect(changes).toMatch(/breaking[^\n]*views_remaining/);
  expect(changes).toContain('views_left');
});

test('a secret is not decided to be shown', async () => {
  await edit('overrides/pwpush/rules.ts', "  payload: 'secret',", "  payload: 'plain',");
  await edit('overrides/pwpush/rules.ts', "passphrase: 'mask', name: 'drop'", "passphrase: 'show', name: 'drop'");
  const text = typeCheck();
  for (const problem of [/property 'payload'.*\n.*'"plain"' is not assignable/, /property 'passphrase'.*\n.*'"show"'/])
    expect(text).toMatch(problem);
});

/** A gateway that accepts everything, and the bodies that it was sent. */
async function startGateway() {
  const bodies: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse((await request.toArray()).join('')) as Record<string, unknown>;
    bodies.push(body);
    const data = { channel_id: body.channel_id, op_id: body.op_id, message_id: 'a'.repeat(32), accepted: true };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ success: true, data }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { bodies, origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

test('what is new in an operation of PushGo is listed, checked and sent as it is specified, and what is secret is masked', async () => {
  await edit(
    'specs/pushgo.yaml',
    /( {8}severity:\n(?: {10}.*\n)*? {14}enum: \[critical, high, normal, low)\]/,
    `        repeat:
          type: integer
          description: How often it sounds.
          minimum: 1
          maximum: 3
        sound:
          type: string
          description: Sound to play.
          enum: [none, short, long]
        severity:
          description: Severity.
          anyOf:
            - type: string
              enum: [critical, high, normal, low, urgent]`,
  );
  await edit(
    'overrides/pushgo/rules.ts',
    "...all('plain', 'title body severity",
    "body: 'secret',\n      ...all('plain', 'title severity repeat sound",
  );
  expect(await generate()).toMatchObject({ code: 0 });
  expect(complaints()).toEqual([]);
  expect(await diff()).toContain('0 breaking, 0 safety, 4 additive');
  const gateway = await startGateway();
  const server = start(
    [],
    { PUSHGO_BASE_URL: gateway.origin, PUSHGO_LEGACY_PASSWORDS: 'true' },
    ['--import', 'tsx'],
    join(copy.root, 'src/cli.ts'),
  );
  const channel = { channel_id: 'AZY7G6ZM7GKK8YR8J2KPM6RAB8', password: 'kingfisher at dawn' };
  const send = (id: number, args: object) =>
    server.send(callTool(id, 'pushgo_message_send', { title: 'Done', ...channel, ...args }));
  server.send(...handshake, listTools);
  send(3, { body: 'nobody may read this', severity: 'urgent', sound: 'long', repeat: 2 });
  send(4, { repeat: '3' });
  send(5, { repeat: 4, sound: 'shrill', severity: 'whatever' });
  const { tools } = (await server.answer(2)).result as { tools: { name: string; inputSchema: Listed }[] };
  expect(tools.find(({ name }) => name === 'pushgo_message_send')?.inputSchema.properties).toMatchObject({
    repeat: { type: 'integer', minimum: 1, maximum: 3 },
    sound: { type: 'string', enum: ['none', 'short', 'long'] },
    severity: { type: 'string', enum: ['critical', 'high', 'normal', 'low', 'urgent'] },
  });
  for (const id of [3, 4])
    expect((await server.answer(id)).result).toMatchObject({ structuredContent: { accepted: true } });
  expect(JSON.stringify(await server.answer(5))).toContain(
    'severity is none of critical, high, normal, low, urgent. repeat is at most 3. sound is none of none, short, long.',
  );
  expect(gateway.bodies).toHaveLength(2);
  expect(gateway.bodies).toContainEqual(
    expect.objectContaining({ body: 'nobody may read this', severity: 'urgent', sound: 'long', repeat: 2 }),
  );
  expect(gateway.bodies).toContainEqual(expect.objectContaining({ repeat: 3 }));
  server.child.stdin.end();
  const { stderr } = await server.ended;
  expect(stderr).toContain('"body":"[masked]"');
  expect(stderr).not.toContain('nobody may read this');
  gateway.close();
});

interface Listed {
  readonly properties: Readonly<Record<string, object>>;
}
