import { isObject } from '../overrides/rule/is-object.ts';

/** The JSON object that a text holds, else undefined. No error leaves here: it would quote the text. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
