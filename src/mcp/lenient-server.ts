import { ProtocolError, ProtocolErrorCode, Server, type ServerContext } from '@modelcontextprotocol/server';
import { isObject } from '../json.ts';

type Handler = (request: { params?: unknown }, ctx: ServerContext) => Promise<object>;

/**
 * A server of the SDK that takes the arguments of tools and prompts as clients write them: null for none, an object as its
 * JSON text. The SDK itself answers such requests, and all that break its schemas, with the text of its schema library.
 */
export class LenientServer extends Server {
  protected override _wrapHandler(...[method, handler]: Parameters<Server['_wrapHandler']>) {
    const wrapped = super._wrapHandler(method, handler) as Handler;
    const strict: Handler = async (request, ctx) => {
      try {
        return await wrapped(request, ctx);
      } catch (error) {
        throw inOwnWords(error);
      }
    };
    if (method !== 'tools/call' && method !== 'prompts/get') return strict as ReturnType<Server['_wrapHandler']>;
    const lenient: Handler = async (request, ctx) => {
      const { arguments: given = null, ...others } = (request.params ?? {}) as { arguments?: unknown };
      const args = typeof given === 'string' ? parse(given) : given;
      if (args === null) return strict({ ...request, params: others }, ctx);
      if (isObject(args)) {
        const own = method === 'prompts/get' ? asTexts(args) : args;
        return strict({ ...request, params: { ...others, arguments: own } }, ctx);
      }
      if (method === 'prompts/get') throw invalid(NO_OBJECT);
      return { content: [{ type: 'text', text: NO_OBJECT }], isError: true };
    };
    return lenient as ReturnType<Server['_wrapHandler']>;
  }
}

const NO_OBJECT = 'The arguments are no object. Give them by name, such as {"name": "value"}.';

function invalid(message: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, message);
}

function parse(text: string): unknown {
  try {
    return text.trim() === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

/** The arguments of a prompt, which are texts. Null counts as absent. */
function asTexts(args: Record<string, unknown>): Record<string, string> {
  const given = Object.entries(args).filter(([, value]) => value !== null);
  if (given.some(([, value]) => typeof value === 'object'))
    throw invalid('An argument of a prompt is a text, and no list or object.');
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/** Parameters of requests. Any other name may be a value in the wrong place, so it is not repeated. */
const parameters: readonly unknown[] = ['name', 'arguments', 'uri', 'cursor', 'ref', 'argument', 'context', '_meta'];

/** In place of what the schema library says of a request: which parameter is wrong. Any other error stays as it is. */
function inOwnWords(error: unknown): unknown {
  const [, issues] =
    error instanceof Error ? (/^(?:Invalid \S+ request: )?(\[\s*\{.*\])$/s.exec(error.message) ?? []) : [];
  const [first] = issues === undefined ? [] : [parse(issues)].flat();
  if (!isObject(first) || !Array.isArray(first.path)) return error;
  const wrong = first.path.find((step) => parameters.includes(step)) ?? 'a parameter';
  return invalid(`Invalid params: ${wrong} is missing or not as MCP has it.`);
}
