import { ProtocolError, ProtocolErrorCode, Server, type ServerContext } from '@modelcontextprotocol/server';

type Handler = (request: { params?: unknown }, ctx: ServerContext) => Promise<object>;

/**
 * A server of the SDK that takes the arguments of tools and prompts as clients write them: null for none, an object as its
 * JSON text. The SDK itself answers such requests with the text of its schema library.
 */
export class LenientServer extends Server {
  protected override _wrapHandler(...[method, handler]: Parameters<Server['_wrapHandler']>) {
    const strict = super._wrapHandler(method, handler) as Handler;
    if (method !== 'tools/call' && method !== 'prompts/get') return strict as ReturnType<Server['_wrapHandler']>;
    const lenient: Handler = async (request, ctx) => {
      const { arguments: given = null, ...others } = (request.params ?? {}) as { arguments?: unknown };
      const args = typeof given === 'string' ? parse(given) : given;
      if (args === null) return strict({ ...request, params: others }, ctx);
      if (typeof args === 'object' && !Array.isArray(args))
        return strict({ ...request, params: { ...others, arguments: args } }, ctx);
      if (method === 'prompts/get') throw new ProtocolError(ProtocolErrorCode.InvalidParams, NO_OBJECT);
      return { content: [{ type: 'text', text: NO_OBJECT }], isError: true };
    };
    return lenient as ReturnType<Server['_wrapHandler']>;
  }
}

const NO_OBJECT = 'The arguments are no object. Give them by name, such as {"name": "value"}.';

function parse(text: string): unknown {
  try {
    return text.trim() === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
