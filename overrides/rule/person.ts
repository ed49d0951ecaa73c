/** Something that only the person at the client can say or do. */
export type Question =
  | {
      readonly mode: 'form';
      /** What will happen, in words for a person. */
      readonly message: string;
      /** The fields of the form: a flat JSON Schema as MCP's elicitation takes it. */
      readonly schema: { readonly type: 'object'; readonly properties: object; readonly required: readonly string[] };
    }
  | {
      readonly mode: 'url';
      readonly message: string;
      /** The page where the person goes on. It holds no secret. */
      readonly url: string;
    };

/** How a question ended. `timeout`: nobody answered in the time that a call has. */
export interface Reply {
  readonly action: 'accept' | 'decline' | 'cancel' | 'timeout';
  /** What the form holds: as it came from the client, nothing in it was checked. */
  readonly content?: Readonly<Record<string, unknown>> | undefined;
}

/** The person at the client, as far as it can be asked. */
export interface Person {
  readonly canAnswer: { readonly form: boolean; readonly url: boolean };
  /** The reply to exactly this question, where this call brings one. */
  replyTo(question: Question): Promise<Reply | undefined>;
}

/**
 * Comes back from a tool in place of a result: the person is asked, and the tool runs again from its beginning, with the
 * reply. So a tool asks before its first request that is not a read.
 */
export class NeedsInput {
  readonly question: Question;

  constructor(question: Question) {
    this.question = question;
  }
}

/** A question that is answered with yes or no. */
export function yesOrNo(message: string): Question {
  const yes = { type: 'boolean', title: 'Yes, do it', description: 'Leave it off to do nothing.' };
  return { mode: 'form', message, schema: { type: 'object', properties: { yes }, required: ['yes'] } };
}

/** Whether a reply to a question of `yesOrNo` is a clear yes. */
export function isYes({ action, content }: Reply): boolean {
  return action === 'accept' && content?.yes === true;
}
