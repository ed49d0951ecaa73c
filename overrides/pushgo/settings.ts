// The settings of PushGo: each variable once, with what may be in it.
import { origin, type ServiceSettings, secret, setting } from '../rule/settings.ts';

export const baseUrl = origin('Gateway; unset, each channel is used on the gateway it was added with', '', {
  more: 'Set, only channels of that gateway are used.',
});

export const token = secret('TOKEN', 'Token of that gateway, where it wants one');

export const channelsFile = setting<string>('CHANNELS_FILE', 'file', 'Channels, kept by `push-mcp channels`', {
  more: 'Their passwords stand in it, readable by you alone.',
  usual: 'channels.json',
  whose: 'person',
  ofInstance: true,
});

const meaning = 'Take the password of a channel in each call: the model sees it';
export const legacyPasswords = setting<boolean>('LEGACY_PASSWORDS', 'boolean', meaning, {
  more: 'For the gateway of `PUSHGO_BASE_URL`. Keep it off.',
  usual: false,
  switches: 'legacyPasswords',
});

export const toolNames = setting<'underscore' | 'dotted'>('TOOL_NAMES', 'choice', 'underscore or dotted', {
  more: '`dotted` lists the tools as `pushgo.message.send`.',
  usual: 'underscore',
  choices: ['underscore', 'dotted'],
});

export const pushgoSettings: ServiceSettings = {
  prefix: 'PUSHGO',
  title: 'PushGo Gateway',
  origin: baseUrl,
  all: [baseUrl, token, channelsFile, legacyPasswords, toolNames],
  setUpBy: [baseUrl, channelsFile],
  judge(service) {
    const [gateway, passwords] = [service.nameOf(baseUrl), service.nameOf(legacyPasswords)];
    const takesPasswords = service.get(legacyPasswords);
    const problems: string[] = [];
    const warnings: string[] = [];
    if (takesPasswords && !service.has(baseUrl))
      problems.push(`${passwords} needs ${gateway}: the gateway that passwords go to.`);
    if (service.has(token) && service.origin === '')
      warnings.push(`${service.nameOf(token)} is sent nowhere: set ${gateway} to the gateway it is for.`);
    if (takesPasswords)
      warnings.push(
        `${passwords} is on: passwords of channels pass through the conversation, and the model sees them.`,
      );
    return { problems, warnings };
  },
};
