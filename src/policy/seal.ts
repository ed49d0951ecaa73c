import { once } from '../../generated/once.ts';

/** Encrypts what a client has to keep for us between two requests, so that it can neither read nor change it. */
export interface Seal {
  /**
   * @param value JSON
   * @param binding what the value belongs to: it is not in the text, and without the same one the text does not open
   */
  close(value: unknown, binding: string): string;
  /** The value; undefined where the text was not closed here, was changed, or belongs to something else. */
  open(text: string, binding: string): unknown;
}

/** AES-256-GCM (NIST SP 800-38D): a nonce of 12 random bytes, a tag of 16. */
const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** @param key 32 bytes; processes that serve the same callers share it, and one alone makes its own */
export function createSeal(key?: Uint8Array): Seal {
  // Loaded on first use: it would add a twentieth to every start
  const load = () => process.getBuiltinModule('node:crypto');
  const keyOf = once(() => key ?? load().randomBytes(32));
  return {
    close(value, binding) {
      const nonce = load().randomBytes(NONCE);
      const cipher = load().createCipheriv(ALGORITHM, keyOf(), nonce);
      cipher.setAAD(Buffer.from(binding));
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
    },
    open(text, binding) {
      const bytes = Buffer.from(text, 'base64url');
      try {
        const decipher = load().createDecipheriv(ALGORITHM, keyOf(), bytes.subarray(0, NONCE), { authTagLength: TAG });
        decipher.setAAD(Buffer.from(binding));
        decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
        return JSON.parse(decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8'));
      } catch {
        return undefined;
      }
    },
  };
}
