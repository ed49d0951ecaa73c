// Recorded requests that the emulator does not answer as recorded: by name, and why nobody who uses it sends them.

export interface LeftOut {
  name: string;
  reason: string;
  /** `file/id` */
  exchanges: readonly string[];
}

export const leftOut: readonly LeftOut[] = [
  {
    name: 'other languages',
    reason:
      'The client asks for English, and the emulator speaks nothing else. Requests whose answers are not translated are replayed.',
    exchanges: [
      '2.11.4/language-fr-v2-payload-blank',
      '2.11.4/language-fr-v2-expire-refused',
      '2.11.4/language-fr-v2-audit-other',
      '2.11.4/language-fr-v2-file-anonymous',
      '2.11.4/language-fr-v1-payload-blank',
      '2.11.4/language-fr-v1-expire-refused',
      '2.11.4/language-fr-v1-audit-other',
      '2.11.4/language-fr-v1-r-create-javascript',
      '2.11.4/language-query-fr-v1-payload-blank',
      '2.11.4-variants/mfa-v2-active-fr',
      '2.11.4-variants/kinds-off-v2-create-url-fr',
      '2.11.4-variants/mail-v2-notify-sixth-fr',
      '1.60.0/language-fr-v1-payload-blank',
      '1.60.0/language-fr-v1-expire-refused',
      '1.60.0/language-fr-v1-audit-other',
      '1.60.0/language-query-fr-v1-payload-blank',
    ],
  },
  {
    name: 'a mail server that does not answer',
    reason: 'The emulator has no mail server to wait for: an entry about mail is complete at once.',
    exchanges: ['2.11.4-variants/mail-slow-v2-audit'],
  },
];
