import type { Service } from '../rule/service.ts';
import { pusharyDialect } from './dialect.ts';
import { pusharyInstructions } from './instructions.ts';
import { secretParts } from './key.ts';
import { explainFailure, HOW_TO_SET, withoutKey } from './refusals.ts';
import { pusharyRules } from './rules.ts';
import { pusharyTools } from './tools.ts';

export const pushary: Service = {
  name: 'pushary',
  rules: pusharyRules,
  tools: pusharyTools,
  prompts: {},
  dialect: pusharyDialect,
  // Contract 1.2: on every call, also without a body
  headers: { 'content-type': 'application/json' },
  secretParts,
  withoutToken: withoutKey,
  howToSetUp: HOW_TO_SET,
  explainFailure,
  instructions: pusharyInstructions,
};
