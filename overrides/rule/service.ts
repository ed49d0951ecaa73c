import type { Failure, Refusal } from './failure.ts';
import type { AnyRule } from './operation-rule.ts';
import type { PromptRule } from './prompt-rule.ts';
import type { AnyTool, ServiceFacts } from './tool-rule.ts';

/** Everything a person decided about one service, as the server takes it. */
export interface Service {
  readonly name: string;
  readonly rules: Readonly<Record<string, AnyRule>>;
  /** A symbol stands where a tool is still to be written; the type of its book complains there. */
  readonly tools: Readonly<Record<string, AnyTool | symbol>>;
  readonly prompts: Readonly<Record<string, PromptRule>>;
  readonly explainFailure: (failure: Failure, service: ServiceFacts) => Refusal;
  readonly instructions: (service: ServiceFacts) => string;
}
