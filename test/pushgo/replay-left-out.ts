// Recorded requests that no tool makes as they are.

export interface Class<T> {
  readonly reason: string;
  /** What there is to say of each request, by its id. */
  readonly ids: Readonly<Record<string, T>>;
}

const unsaid = (...ids: string[]): Readonly<Record<string, undefined>> =>
  Object.fromEntries(ids.map((id) => [id, undefined]));

/** No call of a tool can become these. */
export const leftOut: readonly Class<undefined>[] = [
  {
    reason: 'The body is no JSON object, or is not said to be one. A tool sends an object and says so.',
    ids: unsaid(
      'message-send-content-type-missing',
      'message-send-content-type-text',
      'message-send-content-type-form',
      'message-send-bad-json',
      'message-send-bad-json-trailing',
      'message-send-empty-body',
      'message-send-no-body',
      'message-send-json-array',
      'message-send-json-positional-array',
      'message-send-json-string',
      'message-send-json-null',
      'message-send-zh-bad-json',
      'event-create-content-type-text',
      'event-create-bad-json',
      'gateway-token-message-missing-bad-json',
    ),
  },
  {
    reason: 'A member is there twice. The arguments of a call are an object, which has each once.',
    ids: unsaid('message-send-duplicate-member'),
  },
  {
    reason: 'The gateway token stands in the address, which the gateway does not read. It is sent in the header only.',
    ids: unsaid('gateway-token-query-token-message', 'gateway-token-query-token-and-header'),
  },
  { reason: 'There is no such route, so there is no tool for it.', ids: unsaid('thing-nested-route') },
];

/** Sent with other headers than those of a tool. The body is the tool's, so the answer is replayed all the same. */
export const otherHeaders: readonly Class<undefined>[] = [
  {
    reason: 'The texts of errors are in another language. A tool asks for English, and relays none of them.',
    ids: unsaid(
      'message-send-language-zh-cn',
      'message-send-language-zh',
      'message-send-language-zh-hans-cn',
      'message-send-language-zh-tw',
      'message-send-language-fr-zh-cn-q',
      'message-send-language-en-zh-cn',
      'message-send-language-de',
      'message-send-zh-unknown-channel',
      'message-send-zh-success',
      'gateway-token-message-missing-zh',
    ),
  },
  {
    reason: 'The gateway takes other words for JSON as well, and answers whatever is accepted.',
    ids: unsaid(
      'message-send-content-type-charset',
      'message-send-content-type-suffix',
      'message-send-accept-html',
      'message-send-no-accept',
    ),
  },
  {
    reason: 'The gateway does not look at origin and host.',
    ids: unsaid('message-send-origin', 'message-send-other-host'),
  },
];
