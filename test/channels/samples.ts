import type { KeptChannel } from '../../src/callers/channels/store.ts';
import { Secret } from '../../src/policy/secret.ts';

export const ALPHA = 'AZY7G6ZM7GKK8YR8J2KPM6RAB8';
export const BETA = '06J0FZG1Y8XGG14VTQ4Y3G10MR';
export const GATEWAY = 'https://push.example.com';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A channel id for a number, canonical. */
export function sampleId(number: number): string {
  let symbols = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 32)) symbols = SYMBOLS.charAt(rest % 32) + symbols;
  return `${symbols.padStart(25, '0')}0`;
}

export function sampleChannel(given: Partial<KeptChannel> & { readonly number?: number } = {}): KeptChannel {
  const { number, ...fields } = given;
  return {
    channelId: number === undefined ? ALPHA : sampleId(number),
    name: 'Alpha alerts',
    gateway: GATEWAY,
    password: new Secret('a password of a sample'),
    addedAt: '2026-01-02T03:04:05.000Z',
    ...fields,
  };
}
