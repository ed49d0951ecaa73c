const KEY = /^pk_[^.]+\.([^.]+)$/;

// See docs/services/pushary.md#keys
/** Whether a text has the shape of a key, as far as that goes without refusing one of tomorrow. */
export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** What of a key is secret by itself: the half behind the dot. The other names the key. */
export function secretParts(key: string): string[] {
  const [, half] = KEY.exec(key) ?? [];
  return half === undefined ? [] : [half];
}
