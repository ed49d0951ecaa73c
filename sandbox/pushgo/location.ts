// Where a thing is: five kinds, each with its own spelling (docs/services/pushgo.md#external-ids-and-places).
import { refuse } from './answers.ts';
import { trim } from './trim.ts';

export interface Location {
  type: string;
  value: string;
}

const longestPhysical = 256;

function readToken(text: string): string {
  const token = trim(text);
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(token)) refuse('location_value token format is invalid');
  return token.toLowerCase();
}

function readCoordinate(name: 'lat' | 'lng', text: string, limit: number): string {
  const digits = trim(text);
  if (!/^[+-]?(?:nan|inf(?:inity)?|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i.test(digits)) {
    refuse(`geo ${name} must be a number`);
  }
  const value = Number(digits);
  if (!(Math.abs(value) <= limit)) refuse(`geo ${name} out of range`);
  return value.toFixed(6);
}

function readGeo(value: string): string {
  const comma = value.indexOf(',');
  if (comma === -1) refuse('geo location_value must be formatted as <lat>,<lng>');
  const latitude = readCoordinate('lat', value.slice(0, comma), 90);
  return `${latitude},${readCoordinate('lng', value.slice(comma + 1), 180)}`;
}

function readParts(value: string, least: number, most: number, fault: string): string {
  const parts = value.split(':');
  if (parts.length < least || parts.length > most) refuse(fault);
  return parts.map(readToken).join(':');
}

const readers: Record<string, (value: string) => string> = {
  physical(value) {
    if (Buffer.byteLength(value) > longestPhysical) refuse('location_value is too long');
    return value;
  },
  geo: readGeo,
  cloud: (value) => readParts(value, 2, 3, 'cloud location_value must be provider:region[:zone]'),
  datacenter: (value) => readParts(value, 1, 3, 'datacenter location_value must be site[:room[:rack]]'),
  logical: (value) => value.split('/').map(readToken).join('/'),
};

export function readLocation(type: string | null, value: string | null): Location | null {
  if (type === null && value === null) return null;
  if (type === null || value === null) return refuse('location_type and location_value must be provided together');
  const name = trim(type).toLowerCase();
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (read === undefined) return refuse('location_type must be one of physical|geo|cloud|datacenter|logical');
  const text = trim(value);
  if (text === '') refuse('location_value must not be empty');
  return { type: name, value: read(text) };
}
