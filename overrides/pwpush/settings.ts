// The settings of Password Pusher
import { bearer, origin, type ServiceSettings, secret, setting } from '../rule/settings.ts';

export const baseUrl = origin('Instance: scheme and host, no path', 'https://pwpush.com');

export const token = secret('API_TOKEN', 'API token of an account on the instance', {
  more: 'Made at `/users/token` of the instance; needed for lists, audits and files.',
  header: 'X-Pwpush-Token',
  // The pair of e-mail and token, in headers of its own, is for releases before 1.51 (docs/services/pwpush.md#authentication)
  sentIn: [bearer, { header: 'x-user-token', form: 'legacy' }],
});

export const email = secret('API_EMAIL', 'E-mail of that account; only releases before 1.51 want it', {
  as: 'email',
  header: 'X-Pwpush-Email',
  sentIn: [{ header: 'x-user-email', form: 'legacy' }],
});

export const apiVersion = setting<'auto' | 'v1' | 'v2'>('API_VERSION', 'choice', 'auto, v1 or v2', {
  ...{ usual: 'auto', choices: ['auto', 'v1', 'v2'], ofInstance: true },
});

export const fileRoot = setting<string | undefined>(
  'FILE_ROOT',
  'folder',
  'Folder below which files may be read; unset, no file is pushed',
);

export const pwpushSettings: ServiceSettings = {
  prefix: 'PWPUSH',
  title: 'Password Pusher',
  origin: baseUrl,
  all: [baseUrl, token, email, apiVersion, fileRoot],
};
