// docs/adding-a-service.md, done in a copy, to the first call of each tool: no file of src/ changes, and one line of overrides/services.ts.
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { type Copy, makeCopy, project, tool } from './copy.ts';
import { type Described, described, filesOf } from './described-service.ts';

const run = promisify(execFile);
// Some starts of a compiler, on a machine that may be busy
vi.setConfig({ testTimeout: 600_000 });

const parts = [
  ...['specs', 'codegen', 'generated', 'overrides', 'sandbox', 'src', 'docs', 'package.json', 'tsconfig.base.json'],
  ...['generated', 'overrides', 'sandbox', 'src'].map((name) => `tsconfig.${name}.json`),
];

let copy: Copy;
let double: Server | undefined;
beforeEach(async () => {
  copy = await makeCopy(parts);
});
afterEach(async () => {
  double?.close();
  await copy.remove();
});

/** A service that keeps items in a list, in thirty lines. It answers nobody without its token. */
function startDouble({ header, collection, item }: Described, token: string): Promise<string> {
  const kept: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    const [, place = '', id] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    const answer = (status: number, body?: unknown) => {
      response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    if (request.headers[header] !== token || request.headers.authorization !== undefined)
      return answer(401, { error: 'no' });
    const found = kept.findIndex((one) => String(one[item.id]) === id);
    if (place !== collection) return answer(404, {});
    if (request.method === 'GET' && id === undefined) return answer(200, kept);
    if (request.method === 'GET') return found < 0 ? answer(404, {}) : answer(200, kept[found]);
    if (request.method === 'DELETE') {
      kept.splice(found, 1);
      return answer(204);
    }
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    return request.on('end', () => {
      kept.push({ [item.id]: kept.length + 1, ...JSON.parse(text), [item.secret]: 'canary-of-the-service' });
      answer(200, kept.at(-1));
    });
  });
  double = server;
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
}

describe.each(described)('$name', (service) => {
  const { name, prefix, item, tools } = service;

  test('is described, registered, decided and called', async () => {
    const { generate, read, write } = copy;
    const before = await read('overrides/services.ts');
    await write(`specs/${name}.yaml`, stringify(service.document, { aliasDuplicateObjects: false }));
    for (const [file, text] of Object.entries(filesOf(service))) await write(`overrides/${name}/${file}`, text);

    const unregistered = await generate();
    expect(unregistered.code).toBe(1);
    expect(unregistered.text).toContain('SERVICE_UNREGISTERED');

    await write('overrides/services.ts', `${before}export { ${name} } from './${name}/index.ts';\n`);
    const undecided = await generate();
    expect(undecided.code).toBe(1);
    expect(undecided.text).toContain('RULE_UNDECIDED');
    const decide = (text: string) => {
      const [head = '', ...outputs] = text.replace(/^import \{ undecided \}.*\n/m, '').split('output:');
      const plain = (part: string) => part.replaceAll('undecided', "'plain'");
      // What follows an output up to the next operation's input is an output
      return [
        plain(head),
        ...outputs.map((part) => {
          const [output = '', ...rest] = part.split('input:');
          return [output.replaceAll('undecided', "'show'"), ...rest.map(plain)].join('input:');
        }),
      ]
        .join('output:')
        .replaceAll(`${item.secret}: 'show'`, `${item.secret}: 'mask'`);
    };
    await write(`overrides/${name}/rules.ts`, decide(await read(`overrides/${name}/rules.ts`)));
    // Once the rules are decided, the tools are asked for
    await generate();
    const book = await read(`overrides/${name}/tools.ts`);
    const stand = tools.reduce(
      (text, [own, operation]) => text.replace(`${own}: undecided`, `${own}: byRule('${operation}', ${name}Rules)`),
      book,
    );
    await write(`overrides/${name}/tools.ts`, stand.replace(/^import \{ undecided \}.*\n/m, ''));
    expect(await generate()).toMatchObject({ code: 0 });
    expect(copy.typeCheck('tsconfig.src.json')).toBe('');

    // What changed outside the new folder, and outside what is generated
    const { stdout } = await run('diff', ['-rq', join(project, 'src'), join(copy.root, 'src')]).catch(
      (e) => e as { stdout: string },
    );
    expect(stdout).toBe('');
    expect((await read('overrides/services.ts')).replace(/^export \{ \w+ \} from .*\n(?![\s\S])/m, '')).toBe(before);

    const token = 'canary-of-the-person';
    const origin = await startDouble(service, token);
    const transport = new StdioClientTransport({
      command: tool('tsx'),
      args: ['src/entry.ts'],
      cwd: copy.root,
      env: { PATH: process.env.PATH ?? '', [`${prefix}_BASE_URL`]: origin, [`${prefix}_TOKEN`]: token },
      stderr: 'ignore',
    });
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(transport);
    const call = async (own: string, args: object = {}) =>
      (await client.callTool({ name: own, arguments: { ...args } })).structuredContent;
    const [list, create, get, remove] = tools.map(([own]) => own) as [string, string, string, string];
    const listed = (await client.listTools()).tools.map((one) => one.name);
    expect(listed).toEqual(expect.arrayContaining([list, create, get, remove]));
    const made = { [item.id]: 1, ...item.example, [`${item.secret}_set`]: true };
    expect(await call(list)).toEqual({ items: [] });
    expect(await call(create, item.example)).toEqual(made);
    expect(await call(list)).toEqual({ items: [made] });
    expect(await call(get, { [item.id]: 1 })).toEqual(made);
    expect(await call(remove, { [item.id]: 1 })).toEqual({});
    expect(await call(list)).toEqual({ items: [] });
    const { content, isError } = await client.callTool({ name: get, arguments: { [item.id]: 7 } });
    expect([isError, JSON.stringify(content)]).toEqual([true, expect.stringContaining(`${prefix}_BASE_URL`)]);
    expect(client.getInstructions()).toContain(origin);
    await client.close();
  });
});
