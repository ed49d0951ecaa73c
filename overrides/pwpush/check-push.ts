import { ToolError } from '../rule/failure.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import type { CreateArguments } from './create-arguments.ts';
import { daysOf, parseDuration } from './durations.ts';
import { type Instance, isKnownOlder } from './instance.ts';
import type { Kind, NewPush, PushApi } from './push-api.ts';
import { since } from './release.ts';
import { fileRoot, token } from './settings.ts';

/** In characters (docs/services/pwpush.md#kinds); the other kinds have none. */
const PAYLOAD_LIMITS: { readonly [K in Kind]?: number } = { text: 1_048_576, qr: 1024 };

/** Checks what is listed as free text and is not, before anything is sent or written to the audit log. */
export function checkWords(args: CreateArguments): void {
  parseDuration(args.duration);
  kindOf(args);
}

/** Turns arguments into a push this instance can hold, or throws a `ToolError` before anything is sent. */
export async function checkPush(args: CreateArguments, instance: Instance, api: PushApi, ctx: ToolContext) {
  const warnings: string[] = [];
  const duration = parseDuration(args.duration);
  const kind = kindOf(args);
  const refusal = refusalOf(kind, instance, ctx);
  if (refusal) throw refusal;
  checkPayload(kind, args.payload);
  const days = daysOf(duration);
  if (!api.takesDurations && days * 86_400 !== duration.seconds) {
    warnings.push(
      `This instance counts whole days: ${duration.label} was rounded up to ${days === 1 ? '1 day' : `${days} days`}.`,
    );
  }
  const keepsNames = !isKnownOlder(instance, since.names);
  if (args.name !== undefined && !keepsNames) warnings.push('This release keeps no names, so the name was not sent.');
  const push: NewPush = {
    kind,
    files: kind === 'file' ? await ctx.readFiles(fileRoot, args.file_paths ?? []) : [],
    days,
    durationIndex: duration.index,
    views: args.expire_after_views,
    deletableByViewer: args.deletable_by_viewer,
    retrievalStep: args.retrieval_step,
    ...(args.payload !== undefined && args.payload !== '' && { payload: args.payload }),
    ...(args.passphrase !== undefined && args.passphrase !== '' && { passphrase: args.passphrase }),
    ...(args.name !== undefined && keepsNames && { name: args.name }),
    ...(args.note !== undefined && { note: args.note }),
  };
  return { push, warnings, duration };
}

function kindOf({ kind, file_paths }: CreateArguments): Kind {
  const hasFiles = file_paths !== undefined && file_paths.length > 0;
  if (kind === 'file' && !hasFiles)
    throw new ToolError('NO_FILES', 'A file push needs at least one path in file_paths.');
  if (hasFiles && (kind === 'url' || kind === 'qr')) {
    throw new ToolError(
      'KIND_WITH_FILES',
      `file_paths makes it a file push, so kind cannot be ${kind}. Leave kind away, or make two pushes.`,
    );
  }
  if (hasFiles && (kind === 'file' || kind === 'text')) return 'file';
  if (kind === 'text' || kind === 'url' || kind === 'qr') return kind;
  throw new ToolError('BAD_KIND', 'kind is none of text, url, qr. For files pass file_paths.');
}

/** Whether the instance takes this kind of push from this server, by what it told of itself. */
export function takesKind(args: CreateArguments, instance: Instance, ctx: ToolContext): boolean {
  return refusalOf(kindOf(args), instance, ctx) === undefined;
}

function refusalOf(kind: Kind, instance: Instance, ctx: ToolContext): ToolError | undefined {
  const allowed = instance.features?.pushes;
  const enabled = {
    text: undefined,
    file: allowed?.file_attachments,
    url: allowed?.url_pushes,
    qr: allowed?.qr_code_pushes,
  }[kind]?.enabled;
  if (enabled === false) {
    return new ToolError(
      'KIND_DISABLED',
      `${ctx.service.origin} has ${kind} pushes switched off. Its operator can turn them on; text pushes work.`,
    );
  }
  if (kind === 'qr' && isKnownOlder(instance, since.qr)) {
    return new ToolError(
      'KIND_UNKNOWN',
      `QR pushes came with release 1.57; ${ctx.service.origin} runs an older one. Use kind text.`,
    );
  }
  const wantsToken = kind === 'file' ? allowed?.file_attachments?.requires_authentication === true : false;
  const oldWantsToken = isKnownOlder(instance, since.oneTable) && (kind === 'file' || kind === 'url');
  if ((wantsToken || oldWantsToken) && !ctx.service.has(token)) {
    return new ToolError(
      'TOKEN_NEEDED',
      `A ${kind} push needs an API token on this instance. Set ${ctx.service.nameOf(token)} (made at ${ctx.service.origin}/users/token).`,
    );
  }
  return undefined;
}

function checkPayload(kind: Kind, payload: string | undefined): void {
  if (kind !== 'file' && (payload === undefined || payload.trim() === '')) {
    throw new ToolError(
      'NO_PAYLOAD',
      'payload is missing or blank. Pass the secret as payload, or files as file_paths.',
    );
  }
  if (payload === undefined) return;
  const limit = PAYLOAD_LIMITS[kind];
  // The service counts characters, JavaScript counts halves of some of them
  if (limit !== undefined && payload.length > limit && [...payload].length > limit) {
    throw new ToolError(
      'PAYLOAD_TOO_LONG',
      `payload is longer than ${limit.toLocaleString('en')} characters, the limit of a ${kind} push.`,
    );
  }
  if (kind === 'url' && !(URL.canParse(payload) && /^https?:$/.test(new URL(payload).protocol))) {
    throw new ToolError(
      'BAD_URL',
      'payload is no http or https address, which a url push needs. Use kind text for anything else.',
    );
  }
}
