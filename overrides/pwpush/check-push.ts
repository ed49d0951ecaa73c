// The arguments of `create_push`, and what is checked of them before anything is sent: what the instance would refuse or change
import * as z from 'zod';
import { ToolError } from '../rule/failure.ts';
import type { ToolContext } from '../rule/tool-rule.ts';
import { count, type Duration } from './durations.ts';
import { type Instance, isKnownOlder } from './instance.ts';
import type { Kind, NewPush, PushApi } from './push-api.ts';
import { since } from './release.ts';
import { pwpushRules } from './rules.ts';
import { fileRoot, token } from './settings.ts';
import { readWebAddress } from './url-token.ts';

const listedKinds = Object.keys(pwpushRules.pwpushV2CreatePush.labels['input.kind']).filter((kind) => kind !== 'file');

/** `kind` and `duration` list less than they take: `kindOf` and `parseDuration` have the last word. */
export const createInput = () =>
  z.strictObject({
    payload: z.string().optional().describe('The secret; for url an http(s) address'),
    kind: z.string().meta({ enum: listedKinds }).default('text'),
    file_paths: z.array(z.string()).max(10).optional().describe('Local files to push'),
    duration: z.string().default('7d').describe('15m 30m 45m 1h 6h 12h 1d…6d 1w…3w 1mo…3mo'),
    expire_after_views: z.int().min(1).max(100).default(1),
    passphrase: z.string().optional().describe('Asked of the recipient'),
    name: z.string().max(255).optional().describe('Label in your lists'),
    note: z.string().optional().describe('Only you see it'),
    deletable_by_viewer: z.boolean().default(false),
    retrieval_step: z.boolean().default(true).describe('Click before the secret: link scanners use no view'),
  });

export type CreateArguments = z.output<ReturnType<typeof createInput>>;

/** The kind of push that the arguments mean. Throws a `ToolError` where they mean none. */
export function kindOf({ kind, file_paths = [] }: CreateArguments): Kind {
  const hasFiles = file_paths.length > 0;
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

/** Why the instance takes no push of this kind from this caller, going by what it says of itself; undefined where it does. */
export function refusalOfKind(kind: Kind, instance: Instance, ctx: ToolContext): ToolError | undefined {
  const { file_attachments, url_pushes, qr_code_pushes } = instance.features?.pushes ?? {};
  const switches = { text: undefined, file: file_attachments, url: url_pushes, qr: qr_code_pushes };
  if (switches[kind]?.enabled === false) {
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
  const wantsToken =
    (kind === 'file' && file_attachments?.requires_authentication === true) ||
    ((kind === 'file' || kind === 'url') && isKnownOlder(instance, since.oneTable));
  if (!wantsToken || ctx.service.has(token)) return undefined;
  return new ToolError(
    'TOKEN_NEEDED',
    `A ${kind} push needs an API token on this instance. Set ${ctx.service.nameOf(token)} (made at ${ctx.service.origin}/users/token).`,
  );
}

/** Makes a push of the arguments. Throws a `ToolError` for a payload or a file that the instance cannot hold. */
export async function checkPush(
  args: CreateArguments,
  { kind, duration }: Pick<NewPush, 'kind' | 'duration'>,
  api: PushApi,
  ctx: ToolContext,
): Promise<NewPush> {
  checkPayload(kind, args.payload);
  const { name, note, payload, passphrase, expire_after_views, retrieval_step, deletable_by_viewer } = args;
  const warnings = roundingWarnings(duration, api);
  const keepsNames = !isKnownOlder(api.instance, since.names);
  if (name !== undefined && !keepsNames) warnings.push('This release keeps no names, so the name was not sent.');
  const fields = {
    expire_after_views,
    retrieval_step,
    ...(payload && { payload }),
    ...(passphrase && { passphrase }),
    ...(name !== undefined && keepsNames && { name }),
    ...(note !== undefined && { note }),
  };
  const files = kind === 'file' ? await ctx.readFiles(fileRoot, args.file_paths ?? []) : [];
  return { kind, duration, fields, deletable_by_viewer, files, warnings };
}

function roundingWarnings({ label, seconds, days }: Duration, { takesDurations }: PushApi): string[] {
  if (takesDurations || days * 86_400 === seconds) return [];
  return [`This instance counts whole days: ${label} was rounded up to ${count(days, 'day')}.`];
}

/** In characters (docs/services/pwpush.md#kinds); the other kinds have no limit. */
const PAYLOAD_LIMITS: { readonly [K in Kind]?: number } = { text: 1_048_576, qr: 1024 };

function checkPayload(kind: Kind, payload = ''): void {
  if (kind !== 'file' && payload.trim() === '') {
    throw new ToolError(
      'NO_PAYLOAD',
      'payload is missing or blank. Pass the secret as payload, or files as file_paths.',
    );
  }
  const limit = PAYLOAD_LIMITS[kind];
  // The service counts characters, JavaScript counts halves of some of them
  if (limit !== undefined && payload.length > limit && [...payload].length > limit) {
    throw new ToolError(
      'PAYLOAD_TOO_LONG',
      `payload is longer than ${limit.toLocaleString('en')} characters, the limit of a ${kind} push.`,
    );
  }
  if (kind === 'url' && !readWebAddress(payload)) {
    throw new ToolError(
      'BAD_URL',
      'payload is no http or https address, which a url push needs. Use kind text for anything else.',
    );
  }
}
