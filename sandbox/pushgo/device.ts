// Devices: registering, and the route by which a device is reached (docs/services/pushgo.md#devices).
import type { Answer } from '../http/answer.ts';
import { answerData, refuse } from './answers.ts';
import { readJsonBody } from './bodies.ts';
import type { Fields } from './fields.ts';
import type { Call } from './gateway.ts';
import { makeId } from './ids.ts';
import type { Device, Platform, RouteType, Store } from './store.ts';
import { trim } from './trim.ts';

const platforms: Readonly<Record<string, Platform>> = {
  ios: 'ios',
  ipados: 'ipados',
  macos: 'macos',
  watchos: 'watchos',
  android: 'android',
  windows: 'windows',
  win: 'windows',
};

const applePlatforms: ReadonlySet<Platform> = new Set(['ios', 'ipados', 'macos', 'watchos']);

interface ProviderRule {
  serves: (platform: Platform) => boolean;
  needs: 'apple' | 'android' | 'windows';
}

const providers: Readonly<Record<Exclude<RouteType, 'private'>, ProviderRule>> = {
  apns: { serves: (platform) => applePlatforms.has(platform), needs: 'apple' },
  fcm: { serves: (platform) => platform === 'android', needs: 'android' },
  wns: { serves: (platform) => platform === 'windows', needs: 'windows' },
};

function readPlatform(text: string): Platform {
  return platforms[trim(text).toLowerCase()] ?? refuse('invalid platform', 'invalid_platform');
}

function readRouteType(text: string): RouteType {
  const type = trim(text).toLowerCase();
  if (type !== 'private' && !Object.hasOwn(providers, type)) refuse('invalid channel_type', 'invalid_channel_type');
  return type as RouteType;
}

function readProviderToken(text: string, platform: Platform): string {
  const bytes = Buffer.byteLength(text);
  const isGood = applePlatforms.has(platform)
    ? /^(?:[0-9a-f]{2}){32,128}$/i.test(text)
    : bytes >= 16 && bytes <= 4096 && !/\s/.test(text);
  return isGood ? text : refuse('invalid provider_token');
}

export function findDevice(store: Store, text: string): Device {
  const key = trim(text);
  if (key === '') refuse('device_key must not be empty');
  return store.devices.get(key) ?? refuse('device_key not found', 'device_key_not_found');
}

export function addDevice(store: Store, platform: Platform): Device {
  const device: Device = { key: makeId(), platform, route: { type: 'private', token: null }, waiting: [] };
  store.devices.set(device.key, device);
  return device;
}

function forgetDevice({ devices, channels }: Store, device: Device): void {
  devices.delete(device.key);
  for (const channel of channels.values()) channel.subscribers.delete(device);
}

const registerFields = { device_key: 'trimmed', platform: 'text' } as const satisfies Fields;

export function registerDevice(call: Call): Answer {
  const { store } = call.gateway;
  const intent = readJsonBody(call, registerFields);
  const platform = readPlatform(intent.platform);
  const known = intent.device_key === null ? undefined : store.devices.get(intent.device_key);
  if (known?.platform === platform) return answerData({ device_key: known.key, issued_new_key: false });
  if (known !== undefined) forgetDevice(store, known);
  const unknown = intent.device_key === null ? 'device_key_missing' : 'device_key_not_found';
  return answerData({
    device_key: addDevice(store, platform).key,
    issued_new_key: true,
    issue_reason: known === undefined ? unknown : 'platform_mismatch',
  });
}

const routeFields = {
  device_key: 'text',
  channel_type: 'text',
  platform: 'trimmed',
  provider_token: 'trimmed',
} as const satisfies Fields;

/** A device may choose the private route. Private transports are off in the emulator, so nothing reaches it there. */
export function setRoute(call: Call): Answer {
  const intent = readJsonBody(call, routeFields);
  const type = readRouteType(intent.channel_type);
  const device = findDevice(call.gateway.store, intent.device_key);
  if (intent.platform !== null && readPlatform(intent.platform) !== device.platform) {
    refuse('platform does not match the device', 'platform_mismatch');
  }
  device.route = { type, token: readRouteToken(type, device.platform, intent.provider_token) };
  return answerRoute(device, type, device.route.token);
}

function readRouteToken(type: RouteType, platform: Platform, token: string | null): string | null {
  if (type === 'private') {
    if (token === null) return null;
    const error = 'provider_token is not allowed for private channel';
    return refuse(error, 'provider_token_forbidden_for_private_channel');
  }
  const { serves, needs } = providers[type];
  if (!serves(platform)) {
    refuse(`channel_type ${type} requires ${needs} platform`, `${type}_channel_requires_${needs}_platform`);
  }
  return readProviderToken(token ?? refuse('provider_token is required', 'provider_token_required'), platform);
}

function answerRoute(device: Device, type: RouteType, token: string | null): Answer {
  return answerData({
    device_key: device.key,
    channel_type: type,
    ...(token === null ? {} : { provider_token: token }),
    issued_new_key: false,
  });
}
