/** Which names the generator accepts, and how it makes one name of another. */

import { words } from './json.ts';

export const apiNamePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
export const operationIdPattern = /^[a-z][A-Za-z0-9]{0,59}$/;
export const toolNamePattern = /^[a-z][a-z0-9_]{0,39}$/;
export const toolsetPattern = /^[a-z][a-z0-9]{0,19}$/;
export const inputNamePattern = /^[a-zA-Z0-9_-]{1,64}$/;
/** RFC 3986 path characters and the braces of parameters. */
export const pathPattern = /^\/[A-Za-z0-9._~!$&'()*+,;=:@%{}/-]*$/;
export const releasePattern = /^\d+\.\d+\.\d+$/;

// An operationId becomes the name of a constant and of a member
const reservedWords = words(
  'abstract any arguments as async await boolean break case catch class const constructor continue debugger declare default delete do else enum eval ' +
    'export extends false finally for from function get if implements import in infer instanceof interface is keyof let module namespace never new ' +
    'null number object of package private protected public readonly require return set static string super switch symbol this throw true try type ' +
    'typeof undefined unknown using var void while with yield once schemas tools operations served z',
);

export function isReserved(name: string): boolean {
  return reservedWords.has(name) || name in Object.prototype;
}

/** `pwpush-v2` → `PwpushV2` */
export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** Of the API `pwpush-v2`: `pwpush`. */
export function serviceOf(api: string): string {
  return api.split('-', 1)[0] ?? api;
}

/** The part of a description that a model reads. */
export function firstSentence(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return /^.*?[.!?](?=\s|$)/.exec(flat)?.[0] ?? flat;
}

/** `pwpush-v2` → `pwpushV2` */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}
