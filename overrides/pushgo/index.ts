import type { Service } from '../rule/service.ts';
import { channelTools } from './channel-tools.ts';
import { howToAdd } from './choose-channel.ts';
import { pushgoDialect } from './dialect.ts';
import { pushgoInstructions } from './instructions.ts';
import { explainFailure } from './refusals.ts';
import { pushgoResources } from './resources.ts';
import { pushgoRules } from './rules.ts';
import { pushgoTools } from './tools.ts';

export const pushgo: Service = {
  name: 'pushgo',
  rules: pushgoRules,
  tools: { ...pushgoTools, ...channelTools },
  prompts: {},
  resources: pushgoResources,
  dialect: pushgoDialect,
  // Contract 1.1
  largestBody: 32_768,
  howToSetUp: howToAdd({ addsChannels: 'npx push-mcp channels add' }),
  ownName: (tool) => tool.replaceAll('_', '.'),
  explainFailure,
  instructions: pushgoInstructions,
};
