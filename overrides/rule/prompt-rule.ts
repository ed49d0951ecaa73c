/** A prompt that a person picks in the client. It is on where its tool is. */
export interface PromptRule {
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly {
    readonly name: string;
    readonly description: string;
    readonly required?: true;
    /** Values to offer for completion. */
    readonly values?: readonly string[];
  }[];
  /** Takes the filled-in arguments, gives the message. Must not do anything else: a prompt sends nothing. */
  readonly text: (args: Readonly<Record<string, string>>) => string;
}
