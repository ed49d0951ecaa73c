// Checks a place: each type has a form of its own (docs/services/pushgo.md#external-ids-and-places).
import type { Enums } from '../../generated/operations.ts';
import { trim } from '../rule/trim.ts';

const token = '[A-Za-z0-9_.-]{1,64}';
const patterns = {
  cloud: new RegExp(`^${token}:${token}(?::${token})?$`),
  datacenter: new RegExp(`^${token}(?::${token}){0,2}$`),
  logical: new RegExp(`^${token}(?:/${token})*$`),
} as const;

const forms = {
  physical: 'has to be text of at most 256 bytes for physical',
  geo: 'has to be latitude,longitude in decimals for geo, such as 52.52,13.405',
  cloud: 'has to be provider:region or provider:region:zone for cloud, of letters, digits and _ . -',
  datacenter: 'has to be site, site:room or site:room:rack for datacenter, of letters, digits and _ . -',
  logical: 'has to be words joined by / for logical, of letters, digits and _ . -',
} as const;

export type LocationType = Enums['pushgoCreateThing']['input.location_type'];

function fits(type: keyof typeof forms, value: string): boolean {
  if (type === 'physical') return Buffer.byteLength(value) <= 256;
  if (type !== 'geo') return patterns[type].test(value);
  const [latitude = Number.NaN, longitude = Number.NaN, more] = value.split(',').map(readDecimal);
  return more === undefined && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}

function readDecimal(text: string): number {
  const decimal = trim(text);
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(decimal) ? Number(decimal) : Number.NaN;
}

/** What is wrong with a place, as a sentence; undefined where nothing is. */
export function checkLocation(type: LocationType | undefined, value: string | undefined): string | undefined {
  if (type === undefined && value === undefined) return undefined;
  if (type === undefined || value === undefined)
    return 'location_type and location_value are given together or not at all.';
  const place = trim(value);
  if (place === '') return 'location_value is blank.';
  return fits(type, place) ? undefined : `location_value ${forms[type]}.`;
}
