import { boolean, choice, file, origin, type ServiceSettings, secret } from '../rule/settings.ts';

export const baseUrl = origin(
  'Gateway; unset, each channel is used on the gateway it was added with',
  '',
  'Set, only channels of that gateway are used.',
);

export const token = secret('TOKEN', 'Token of that gateway, where it wants one');

export const channelsFile = file('CHANNELS_FILE', 'Channels, kept by `push-mcp channels`', 'channels.json', {
  more: 'Their passwords stand in it, readable by you alone.',
});

export const legacyPasswords = boolean(
  'LEGACY_PASSWORDS',
  'Take the password of a channel in each call: the model sees it',
  false,
  { switches: 'legacyPasswords', more: 'For the gateway of `PUSHGO_BASE_URL`. Keep it off.' },
);

export const toolNames = choice('TOOL_NAMES', 'underscore or dotted', ['underscore', 'dotted'], 'underscore', {
  more: '`dotted` lists the tools as `pushgo.message.send`.',
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
    return {
      problems:
        takesPasswords && !service.has(baseUrl)
          ? [`${passwords} needs ${gateway}: the gateway that passwords go to.`]
          : [],
      warnings: [
        ...(service.has(token) && service.origin === ''
          ? [`${service.nameOf(token)} is sent nowhere: set ${gateway} to the gateway it is for.`]
          : []),
        ...(takesPasswords
          ? [`${passwords} is on: passwords of channels pass through the conversation, and the model sees them.`]
          : []),
      ],
    };
  },
};
