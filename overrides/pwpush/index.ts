import type { Service } from '../rule/service.ts';
import { pwpushDialect } from './dialect.ts';
import { pwpushInstructions } from './instructions.ts';
import { pwpushPrompts } from './prompts.ts';
import { explainFailure } from './refusals.ts';
import { isRetrieval } from './retrievals.ts';
import { pwpushRules } from './rules.ts';
import { pwpushTools } from './tools.ts';

export const pwpush: Service = {
  name: 'pwpush',
  rules: pwpushRules,
  tools: pwpushTools,
  prompts: pwpushPrompts,
  dialect: pwpushDialect,
  neverSent: isRetrieval,
  explainFailure,
  instructions: pwpushInstructions,
};
