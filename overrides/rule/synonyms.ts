/**
 * Words that models write for an argument, each row with the names that arguments of tools have. The first name of a row that a
 * tool lists is what was meant. A letter's case and `_` do not count.
 */
const synonyms: readonly (readonly string[])[] = [
  ['payload', 'question', 'body', 'message', 'description', 'text', 'content', 'secret', 'prompt', 'msg'],
  ['title', 'name', 'subject', 'headline', 'label'],
  ['duration', 'ttl', 'expiry', 'expires', 'expiration', 'expire_after', 'expires_in', 'expire_in', 'lifetime', 'days'],
  // The names of the service itself. They resemble those of another argument
  ['duration', 'expire_after_days', 'expire_after_duration', 'expiration_days', 'expires_at'],
  ['expire_after_views', 'views', 'max_views', 'view_limit'],
  ['passphrase', 'password', 'pin'],
  ['file_paths', 'files', 'file', 'path', 'paths', 'attachments'],
  ['notify_emails_to', 'externalIds', 'recipients', 'emails', 'email', 'to', 'users', 'user'],
  ['url_token', 'token', 'push', 'link', 'id'],
  ['correlationId', 'event_id', 'question_id', 'id'],
  ['url', 'actionUrl', 'link', 'href'],
  ['severity', 'priority', 'level', 'urgency'],
  ['channel_id', 'channel'],
  ['event_time', 'observed_at', 'occurred_at', 'time', 'timestamp', 'date'],
  ['scheduledAt', 'schedule', 'send_at'],
  ['options', 'choices', 'answers'],
  ['timeoutMs', 'timeout', 'wait_ms'],
  ['images', 'imageUrl', 'image'],
];

const plain = (name: string) => name.replaceAll('_', '').toLowerCase();

/** The name among `names` that a written one stands for by its meaning; undefined where none does. */
export function meantBy(written: string, names: readonly string[]): string | undefined {
  for (const row of synonyms)
    if (row.some((word) => plain(word) === plain(written))) {
      const meant = row.find((word) => names.includes(word));
      if (meant !== undefined) return meant;
    }
  return undefined;
}
