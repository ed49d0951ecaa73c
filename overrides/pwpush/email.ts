// The link of a push by e-mail: who may get it, and whether the instance sends any (docs/services/pwpush.md#notify). It is a way
// out for links, so it is off until an operator names the domains of the recipients
import * as z from 'zod';
import type { Inputs } from '../../generated/operations.ts';
import { ToolError } from '../rule/failure.ts';
import type { ToolContext, ToolRule } from '../rule/tool-rule.ts';
import { type Instance, refreshInstance } from './instance.ts';
import { findPushApi, type NewPush } from './push-api.ts';
import { isAtLeast, since } from './release.ts';
import { emailDomains, token } from './settings.ts';
import { readUrlToken, urlTokenArgument } from './url-token.ts';

const MOST = 5;

/** `notify_push` needs recipients, `create_push` takes them. */
export const emailArguments = () => ({
  notify_emails_to: z.array(z.string().max(2000)).describe('E-mail addresses, at most 5'),
  notify_emails_to_locale: z
    .string()
    .refine((text) => /^[a-z]{2,3}(?:-[a-z]{2,8})?$/i.test(text), 'is no language, such as fr or pt-BR')
    .optional()
    .describe('Language, such as fr'),
});

export interface EmailArguments {
  readonly notify_emails_to?: readonly string[] | undefined;
  readonly notify_emails_to_locale?: string | undefined;
}

/** An address as HTML's e-mail field takes it, without the signs by which mail servers once passed mail on: `!` and `%`. */
const ADDRESS = /^[\w.#$&'*+/=?^`{|}~-]{1,64}@((?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63})$/i;

/**
 * The recipients as the service takes them, separated by commas; undefined where none are named. Throws a `ToolError` where
 * e-mail is off, or an address is none, stands there twice or lies outside of the permitted domains.
 */
export function readEmail(
  { notify_emails_to: entries = [], notify_emails_to_locale: locale }: EmailArguments,
  ctx: ToolContext,
): NewPush['email'] {
  const addresses = entries.flatMap((entry) => entry.split(',')).map((address) => address.trim());
  if (addresses.length === 0) return undefined;
  const [setting, domains] = [ctx.service.nameOf(emailDomains), ctx.service.get(emailDomains)];
  if (domains.length === 0) {
    throw refusal(
      'EMAIL_OFF',
      `E-mail with links is off here. Whoever operates this server names the permitted domains of recipients in ${setting}.`,
    );
  }
  if (addresses.length > MOST) throw refusal('BAD_EMAIL', `notify_emails_to holds at most ${MOST} addresses.`);
  const permitted = domains.map((domain) => domain.toLowerCase().replace(/^@/, ''));
  for (const [index, address] of addresses.entries()) {
    const domain = ADDRESS.exec(address)?.[1]?.toLowerCase();
    const which = `Address ${index + 1} in notify_emails_to`;
    if (domain === undefined)
      throw refusal('BAD_EMAIL', `${which} is no plain e-mail address, such as name@example.com.`);
    if (!permitted.includes(domain))
      throw refusal('EMAIL_DOMAIN', `${which} is outside of the domains that ${setting} permits.`);
  }
  if (new Set(addresses.map((address) => address.toLowerCase())).size < addresses.length)
    throw refusal('BAD_EMAIL', 'notify_emails_to holds an address twice.');
  return { notify_emails_to: addresses.join(', '), ...(locale !== undefined && { notify_emails_to_locale: locale }) };
}

/** Throws a `ToolError` where the instance, or this caller there, cannot send e-mail. Asks anew before that. */
export async function needEmail(instance: Instance, ctx: ToolContext): Promise<void> {
  const { service } = ctx;
  if (!service.has(token)) {
    throw refusal('TOKEN_NEEDED', `${service.origin} mails links only for accounts: set ${service.nameOf(token)}.`);
  }
  if (sendsEmail(instance) || sendsEmail(await refreshInstance(ctx))) return;
  throw refusal(
    'EMAIL_UNAVAILABLE',
    `${service.origin} mails no links: it is older than ${since.email}, or has no mail server set or e-mail switched off. Its operator can change that.`,
  );
}

function sendsEmail({ api, release, features }: Instance): boolean {
  return api === 'v2' && isAtLeast(release, since.email) && features?.pushes?.email_auto_dispatch === true;
}

function refusal(code: string, sentence: string): ToolError {
  return new ToolError(code, `${sentence} Nothing was created or sent.`);
}

/** How many addresses an argument of ours for the service holds. */
export function countRecipients({ notify_emails_to }: NonNullable<NewPush['email']>): number {
  return notify_emails_to.split(',').length;
}

/** What an audit line shows of addresses: their domains. */
export function domainsOf(value: unknown): unknown {
  const texts = (Array.isArray(value) ? value : [value]).filter((text) => typeof text === 'string');
  return texts
    .flatMap((text: string) => text.split(','))
    .map((text) => `[masked]@${ADDRESS.exec(text.trim())?.[1] ?? ''}`);
}

type NotifyArguments = EmailArguments & { readonly url_token: string };

/** The tool `notify_push`. It is sent once: only a request that certainly did not get there is repeated. */
export const notifyPush: ToolRule<NotifyArguments> = {
  input: () => z.strictObject({ url_token: urlTokenArgument(), ...emailArguments() }),
  output: () =>
    z.object({ url_token: z.string(), emails_queued: z.int().describe('get_push_audit tells how they fared') }),
  target: 'url_token',
  auditAs: { notify_emails_to: domainsOf },
  async run({ url_token: given, ...args }, ctx) {
    const email = readEmail(args, ctx);
    if (!email) throw refusal('BAD_EMAIL', 'notify_emails_to names nobody.');
    const url_token = await readUrlToken(given, ctx);
    const { instance, credentials } = await findPushApi(ctx);
    await needEmail(instance, ctx);
    const input: Inputs['pwpushV2NotifyPush'] = { url_token, ...email };
    await ctx.call('pwpushV2NotifyPush', input, { credentials });
    return { url_token, emails_queued: countRecipients(email) };
  },
};
