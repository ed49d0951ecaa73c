import type { Service } from '../rule/service.ts';
import { pusharyDialect } from './dialect.ts';
import { pusharyInstructions } from './instructions.ts';
import { explainFailure, explainUncertainty, howToSet, withoutKey } from './refusals.ts';
import { pusharyRules } from './rules.ts';
import { pusharySettings, secretParts } from './settings.ts';
import { pusharyTools } from './tools.ts';
import { verifyKey } from './verify.ts';

export const pushary: Service = {
  name: 'pushary',
  settings: pusharySettings,
  rules: pusharyRules,
  tools: pusharyTools,
  prompts: {},
  dialect: pusharyDialect,
  // On every call, also without a body (docs/services/pushary.md#requests)
  headers: { 'content-type': 'application/json' },
  secretParts,
  withoutToken: withoutKey,
  howToSetUp: howToSet,
  verify: verifyKey,
  explainFailure,
  explainUncertainty,
  instructions: pusharyInstructions,
};
