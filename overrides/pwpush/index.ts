// Password Pusher, as the server takes it
import type { Service } from '../rule/service.ts';
import { pwpushDialect } from './dialect.ts';
import { pwpushInstructions } from './instructions.ts';
import { pwpushPrompts } from './prompts.ts';
import { explainFailure, explainUncertainty } from './refusals.ts';
import { isRetrieval } from './retrievals.ts';
import { pwpushRules } from './rules.ts';
import { pwpushSettings } from './settings.ts';
import { pwpushTools } from './tools.ts';
import { verifyToken } from './verify.ts';

export const pwpush: Service = {
  name: 'pwpush',
  settings: pwpushSettings,
  rules: pwpushRules,
  tools: pwpushTools,
  prompts: pwpushPrompts,
  dialect: pwpushDialect,
  verify: verifyToken,
  neverSent: isRetrieval,
  explainFailure,
  explainUncertainty,
  instructions: pwpushInstructions,
};
