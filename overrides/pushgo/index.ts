import type { Service } from '../rule/service.ts';
import { isPassword, readChannelId } from './channel-id.ts';
import { channelTools } from './channel-tools.ts';
import { howToAdd } from './choose-channel.ts';
import { pushgoDialect } from './dialect.ts';
import { pushgoInstructions } from './instructions.ts';
import { explainFailure, explainUncertainty } from './refusals.ts';
import { pushgoResources } from './resources.ts';
import { pushgoRules } from './rules.ts';
import { channelsFile, pushgoSettings, toolNames } from './settings.ts';
import { pushgoTools } from './tools.ts';
import { verifyChannel } from './verify.ts';

export const pushgo: Service = {
  name: 'pushgo',
  settings: pushgoSettings,
  rules: pushgoRules,
  tools: { ...pushgoTools, ...channelTools },
  prompts: {},
  resources: pushgoResources,
  dialect: pushgoDialect,
  // See docs/services/pushgo.md#transport
  largestBody: 32_768,
  howToSetUp: howToAdd,
  ownName: (tool) => tool.replaceAll('_', '.'),
  listsOwnNames: (service) => service.get(toolNames) === 'dotted',
  channels: { file: channelsFile, readId: readChannelId, isPassword },
  verify: verifyChannel,
  explainFailure,
  explainUncertainty,
  instructions: pushgoInstructions,
};
