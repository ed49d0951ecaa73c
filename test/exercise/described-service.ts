// Two services that nobody has: their descriptions are written from a list of paths, their folders as docs/adding-a-service.md says.

type Type = 'integer' | 'string' | 'number' | 'boolean';

export interface Described {
  readonly name: string;
  readonly prefix: string;
  /** Of requests, in small letters. */
  readonly header: string;
  readonly collection: string;
  readonly item: {
    readonly id: string;
    readonly secret: string;
    /** What a person gives to make one. */
    readonly example: Readonly<Record<string, unknown>>;
  };
  /** Each tool with its operation: lists, makes one, gets one, removes one. */
  readonly tools: readonly (readonly [tool: string, operation: string])[];
  readonly document: object;
}

interface Shape {
  readonly name: string;
  readonly title: string;
  readonly header: string;
  readonly collection: string;
  readonly one: string;
  readonly id: string;
  readonly secret: string;
  readonly fields: Readonly<Record<string, readonly [Type, unknown]>>;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function describe({ name, title, header, collection, one, id, secret, fields }: Shape): Described {
  const own = Object.entries(fields);
  const properties = Object.fromEntries(own.map(([field, [type]]) => [field, { type, description: `The ${field}.` }]));
  const item = {
    type: 'object',
    required: [id],
    properties: {
      [id]: { type: 'integer', description: 'Number of it.' },
      ...properties,
      [secret]: { type: 'string', description: 'Opens it.', 'x-secret': true },
    },
  };
  const answers = (schema?: object) => ({
    ...(schema
      ? { 200: { description: 'Done.', content: { 'application/json': { schema } } } }
      : { 204: { description: 'Done.' } }),
    401: { description: 'The token is missing or wrong.' },
  });
  const path = { name: id, in: 'path', required: true, description: 'Number of it.', schema: { type: 'integer' } };
  const operation = (verb: string, what: string, effect: string, more: object) => ({
    operationId: `${name}${capital(verb)}${capital(what)}`,
    summary: `${capital(verb)} ${what}`,
    description: `${capital(verb)} ${what}.`,
    'x-effect': effect,
    'x-tool': {
      ...{ name: `${name}_${verb}_${what}`, title: `${capital(verb)} ${what}`, toolset: name },
      description: `${capital(verb)} ${what}.`,
    },
    ...more,
  });
  const body = {
    required: true,
    description: 'What to keep.',
    content: {
      'application/json': {
        schema: { type: 'object', required: own.map(([field]) => field), properties, additionalProperties: false },
      },
    },
  };
  const plural = `${one}s`;
  const list = operation('list', plural, 'read', { responses: answers({ type: 'array', items: item }) });
  const create = operation('create', one, 'create', { requestBody: body, responses: answers(item) });
  const get = operation('get', one, 'read', { parameters: [path], responses: answers(item) });
  const remove = operation('delete', one, 'destroy', { parameters: [path], responses: answers() });
  return {
    name,
    prefix: name.toUpperCase(),
    header: header.toLowerCase(),
    collection,
    item: { id, secret, example: Object.fromEntries(own.map(([field, [, value]]) => [field, value])) },
    tools: [list, create, get, remove].map((of) => [of['x-tool'].name, of.operationId] as const),
    document: {
      openapi: '3.1.0',
      info: { title, version: '1', license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: `https://${name}.example.com` }],
      security: [{ token: [] }],
      paths: {
        [`/${collection}`]: { get: list, post: create },
        [`/${collection}/{${id}}`]: { get, delete: remove },
      },
      components: { securitySchemes: { token: { type: 'apiKey', in: 'header', name: header } } },
    },
  };
}

/** The example of the page, and one with other names and types. */
export const described: readonly Described[] = [
  describe({
    ...{ name: 'gotify', title: 'Gotify', header: 'X-Gotify-Key', collection: 'message', one: 'message', id: 'id' },
    secret: 'token',
    fields: { title: ['string', 'Deployed'], message: ['string', 'Revision 41'], priority: ['integer', 5] },
  }),
  describe({
    ...{
      name: 'kettle',
      title: 'Kettle Board',
      header: 'X-Board-Secret',
      collection: 'alarms',
      one: 'alarm',
      id: 'number',
    },
    secret: 'pin',
    fields: { degrees: ['number', 99.5], loud: ['boolean', true], label: ['string', 'Tea'] },
  }),
];

/** The files of its folder, before anything is decided. */
export function filesOf({
  name,
  prefix,
  header,
  tools: [[, list] = ['', '']],
  document,
}: Described): Record<string, string> {
  const { title } = (document as { info: { title: string } }).info;
  return {
    'settings.ts': `import { origin, type ServiceSettings, secret } from '../rule/settings.ts';

export const token = secret('TOKEN', 'Client token, made in the web page of the server', { sentIn: [{ header: '${header}' }] });
export const baseUrl = origin('Server: scheme and host, no path');

export const ${name}Settings: ServiceSettings = {
  prefix: '${prefix}',
  title: '${title}',
  origin: baseUrl,
  all: [baseUrl, token],
  setUpBy: [token],
};
`,
    'rules.ts': `import type { RuleBook } from '../rule/operation-rule.ts';

export const ${name}Rules = {} as const satisfies RuleBook<'${name}'>;
`,
    'tools.ts': `import { byRule } from '../rule/by-rule.ts';
import type { ToolBook } from '../rule/tool-rule.ts';
import { ${name}Rules } from './rules.ts';

export const ${name}Tools = {} satisfies ToolBook<'${name}'>;
`,
    'refusals.ts': `import { explainConnection } from '../rule/explain-connection.ts';
import { type Failure, ToolError } from '../rule/failure.ts';
import type { ServiceInfo } from '../rule/settings.ts';
import { baseUrl, token } from './settings.ts';

export function explainFailure(failure: Failure, service: ServiceInfo): ToolError {
  const { origin } = service;
  const address = service.nameOf(baseUrl);
  if (failure.kind !== 'status') return explainConnection(failure, { origin, service, address });
  if (failure.status === 401) return new ToolError('TOKEN_REFUSED', \`\${origin} refused \${service.nameOf(token)}.\`);
  return new ToolError('REFUSED', \`\${origin} answered \${failure.status}. Check the arguments and \${address}.\`);
}
`,
    'verify.ts': `import type { Failure } from '../rule/failure.ts';
import type { Verdict } from '../rule/service.ts';
import type { ToolContext } from '../rule/tool-rule.ts';

export async function verifyToken(ctx: ToolContext): Promise<Verdict | Failure> {
  const outcome = await ctx.send('${list}', {}, { credentials: 'bearer' });
  if (outcome.ok) return 'right';
  const { failure } = outcome;
  return failure.kind === 'status' && failure.status === 401 ? 'token' : failure;
}
`,
    'index.ts': `import type { Service } from '../rule/service.ts';
import { explainFailure } from './refusals.ts';
import { ${name}Rules } from './rules.ts';
import { ${name}Settings } from './settings.ts';
import { ${name}Tools } from './tools.ts';
import { verifyToken } from './verify.ts';

export const ${name}: Service = {
  name: '${name}',
  settings: ${name}Settings,
  rules: ${name}Rules,
  tools: ${name}Tools,
  prompts: {},
  dialect: { readBody: () => undefined },
  verify: verifyToken,
  explainFailure,
  instructions: ({ origin }) => \`${title} at \${origin}.\`,
};
`,
  };
}
