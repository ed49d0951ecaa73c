// What differs between the releases the emulator can be. A difference that is not a row here does not exist.
import type { Kind } from './push.ts';

export type SandboxRelease = '2.11.4' | '1.60.0' | 'commercial';

export interface ReleaseRules {
  /** `application_version`. */
  applicationVersion: string;
  edition: 'oss' | 'commercial';
  v1: { apiVersion: string } | null;
  v2: { apiVersion: string } | null;
  /** `expire_after_days`, or the enum of docs/services/pwpush.md#durations. */
  expiry: 'days' | 'duration';
  /** Whether a push object tells the passphrase. */
  showsPassphrase: boolean;
  /** Which calls an instance without anonymous use refuses to a caller without token. */
  anonymousGate: 'every-call' | 'create';
  /** A caller without token may expire what was created without one. */
  anonymousExpiresOwnerless: boolean;
  /** Files need a token on the paths of every kind, not only on `/f`. */
  filesNeedToken: boolean;
  /** Retrievals of the owner and of administrators burn no view. */
  ownerViewsAreFree: boolean;
  passphraseAttemptsPerMinute: number | null;
  /** An instance without accounts sends everybody to `/first_run`. */
  firstRun: boolean;
  pages: { size: number; checked: boolean; audit: boolean };
  /** Whether the text "1" is a true boolean. */
  oneIsTrue: boolean;
  urlSchemes: 'http' | 'any';
  retrievalStepByDefault: boolean;
  /** GET below `/api` that does not exist: an empty answer from the built-in documentation. */
  builtInDocs: boolean;
  /** Cache headers of a retrieval that found the push expired. */
  expiredShowIsCacheable: boolean;
  missingParameter: string;
  payloadTooLong: string;
  kindDisabled: Record<Exclude<Kind, 'text'>, string>;
}

const kindDisabled = {
  file: 'File pushes are disabled.',
  url: 'URL pushes are disabled.',
  qr: 'QR code pushes are disabled.',
};

const oss2: ReleaseRules = {
  applicationVersion: '2.11.4',
  edition: 'oss',
  v1: { apiVersion: '1.5' },
  v2: { apiVersion: '2.1' },
  expiry: 'days',
  showsPassphrase: true,
  anonymousGate: 'every-call',
  anonymousExpiresOwnerless: false,
  filesNeedToken: true,
  ownerViewsAreFree: true,
  passphraseAttemptsPerMinute: 5,
  firstRun: true,
  pages: { size: 50, checked: true, audit: true },
  oneIsTrue: true,
  urlSchemes: 'http',
  retrievalStepByDefault: true,
  builtInDocs: false,
  expiredShowIsCacheable: false,
  missingParameter: 'param is missing or the value is empty or invalid: ',
  payloadTooLong: 'The payload is too large.  You can only push up to 1048576 bytes.',
  kindDisabled,
};

export const releases: Record<SandboxRelease, ReleaseRules> = {
  '2.11.4': oss2,
  '1.60.0': {
    ...oss2,
    applicationVersion: '1.60.0',
    v1: { apiVersion: '1.4' },
    v2: null,
    anonymousGate: 'create',
    anonymousExpiresOwnerless: true,
    filesNeedToken: false,
    ownerViewsAreFree: false,
    passphraseAttemptsPerMinute: null,
    firstRun: false,
    pages: { size: 25, checked: false, audit: false },
    oneIsTrue: false,
    urlSchemes: 'any',
    retrievalStepByDefault: false,
    builtInDocs: true,
    expiredShowIsCacheable: true,
    missingParameter: 'param is missing or the value is empty: ',
    // The release forgot to fill in the number.
    payloadTooLong: 'The payload is too large.  You can only push up to %{count} bytes.',
  },
  commercial: {
    ...oss2,
    applicationVersion: '2.11.4-sandbox',
    edition: 'commercial',
    v1: null,
    expiry: 'duration',
    showsPassphrase: false,
  },
};
