// Stands in for the models that the clients speak to: keeps what a client sends, calls one tool, and then has nothing more to say.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Fields = Record<string, unknown>;

/** One request of a client to its model. */
export interface Asked {
  readonly path: string;
  /** Names of the tools that the model is offered. */
  readonly tools: readonly string[];
  readonly body: Fields;
}

export interface Model {
  readonly origin: string;
  readonly asked: readonly Asked[];
  /** The tool that is called where it is offered, by the name under which the client offers it. */
  calls: string;
  close(): Promise<void>;
}

/** What the services of the models differ in. */
interface Dialect {
  readonly path: RegExp;
  tools(body: Fields): readonly string[];
  /** Events of an answer that calls a tool, or says a text. */
  answer(call: string | undefined): readonly (Fields & { readonly type?: string })[];
  readonly last?: string;
}

const text = 'Done.';
const named = (list: unknown): string[] =>
  (list as { name?: string }[] | undefined)?.map(({ name }) => name ?? '') ?? [];

const anthropic: Dialect = {
  path: /^\/v1\/messages(?:\?|$)/,
  tools: ({ tools }) => named(tools),
  answer(call) {
    const block = call ? { type: 'tool_use', id: 'toolu_1', name: call, input: {} } : { type: 'text', text: '' };
    const delta = call ? { type: 'input_json_delta', partial_json: '{}' } : { type: 'text_delta', text };
    const message = {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'stand-in',
      content: [],
      stop_reason: null,
    };
    return [
      { type: 'message_start', message: { ...message, usage: { input_tokens: 1, output_tokens: 1 } } },
      { type: 'content_block_start', index: 0, content_block: block },
      { type: 'content_block_delta', index: 0, delta },
      { type: 'content_block_stop', index: 0 },
      { type: 'message_delta', delta: { stop_reason: call ? 'tool_use' : 'end_turn' }, usage: { output_tokens: 1 } },
      { type: 'message_stop' },
    ];
  },
};

const inNamespace = ' / ';
const responses: Dialect = {
  path: /\/responses$/,
  // The tools of a server come as one entry that holds them, its namespace
  tools: ({ tools }) =>
    (tools as { name?: string; tools?: unknown }[] | undefined)?.flatMap(({ name, tools: inner }) =>
      inner ? named(inner).map((own) => `${name}${inNamespace}${own}`) : (name ?? ''),
    ) ?? [],
  answer(call) {
    const [namespace, name] = call?.split(inNamespace) ?? [];
    const item = call
      ? { type: 'function_call', id: 'fc_1', call_id: 'call_1', namespace, name, arguments: '{}' }
      : { type: 'message', id: 'msg_1', role: 'assistant', content: [{ type: 'output_text', text, annotations: [] }] };
    const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
    return [
      { type: 'response.created', response: { id: 'resp_1' } },
      { type: 'response.output_item.done', output_index: 0, item },
      { type: 'response.completed', response: { id: 'resp_1', output: [item], usage } },
    ];
  },
};

const gemini: Dialect = {
  path: /:(?:streamG|g)enerateContent/,
  tools: ({ tools }) =>
    (tools as { functionDeclarations?: unknown }[] | undefined)?.flatMap(({ functionDeclarations }) =>
      named(functionDeclarations),
    ) ?? [],
  answer(call) {
    const part = call ? { functionCall: { name: call, args: {} } } : { text };
    const usageMetadata = { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 };
    return [
      { candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP', index: 0 }], usageMetadata },
    ];
  },
};

const completions: Dialect = {
  path: /\/chat\/completions$/,
  tools: ({ tools }) => named((tools as { function: unknown }[] | undefined)?.map(({ function: own }) => own)),
  answer(call) {
    const tool = { index: 0, id: 'call_1', type: 'function', function: { name: call, arguments: '{}' } };
    const chunk = (delta: Fields, finish_reason: string | null) => ({
      id: 'chat_1',
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, finish_reason }],
    });
    return [
      chunk({ role: 'assistant', ...(call ? { tool_calls: [tool] } : { content: text }) }, null),
      chunk({}, call ? 'tool_calls' : 'stop'),
    ];
  },
  last: 'data: [DONE]\n\n',
};

const dialects = [anthropic, responses, gemini, completions];

/** Whether a conversation holds the result of a call already. */
const hasResult = (body: Fields) =>
  /"type":"tool_result"|"type":"function_call_output"|"functionResponse"|"role":"tool"/.test(JSON.stringify(body));

export async function startModel(): Promise<Model> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const dialect = request.method === 'POST' ? dialects.find(({ path: own }) => own.test(path)) : undefined;
    const body = (await bodyOf(request)) as Fields;
    if (!dialect) return void response.writeHead(404).end('{}');
    const tools = dialect.tools(body);
    asked.push({ path, tools, body });
    const call = hasResult(body) ? undefined : tools.find((name) => name === model.calls);
    answer(response, dialect, dialect.answer(call), body.stream === true || path.includes('stream'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const model: Model = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    calls: 'get_version',
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return model;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return {};
  }
}

function answer(response: ServerResponse, { last = '' }: Dialect, events: readonly Fields[], streams: boolean): void {
  if (!streams) return void response.setHeader('content-type', 'application/json').end(JSON.stringify(whole(events)));
  response.setHeader('content-type', 'text/event-stream');
  const lines = events.map(
    (event) => `${event.type ? `event: ${event.type}\n` : ''}data: ${JSON.stringify(event)}\n\n`,
  );
  response.end(lines.join('') + last);
}

/** The answer in one piece: the message of Anthropic's stream, or the only event of the others'. */
function whole([first = {}]: readonly Fields[]): Fields {
  const message = first.message as Fields | undefined;
  return message ? { ...message, content: [{ type: 'text', text }], stop_reason: 'end_turn' } : first;
}
