import type { Outputs } from '../../generated/operations.ts';
import { OperationError, ToolError } from '../rule/failure.ts';
import type { Slot } from '../rule/memory.ts';
import type { Projected, ToolContext } from '../rule/tool-rule.ts';
import { isAtLeast } from './release.ts';
import { apiVersion, baseUrl } from './settings.ts';

/** What is known of the instance behind `PWPUSH_BASE_URL`. */
export interface Instance {
  readonly api: 'v1' | 'v2';
  /** Absent where the instance does not tell it. */
  readonly release?: string;
  /** True for releases before 1.51.10: Password Pusher without a version endpoint. */
  readonly beforeVersions?: true;
  readonly apiVersion?: string;
  readonly edition?: string;
  readonly features?: Projected<NonNullable<Outputs['pwpushV2GetVersion']['features']>>;
  /** True where `PWPUSH_API_VERSION` stands in for an answer that the version endpoint did not give. */
  readonly assumed: boolean;
}

/** Operators upgrade, and turn kinds of pushes on and off, while this process lives: ten minutes. */
const probed: Slot<Promise<Instance>> = { name: 'instance', lifetime: 10 * 60_000, most: 1 };
/** The calls that asked the instance themselves. */
const askers = new WeakSet<ToolContext>();

/**
 * Detects API, edition and release (docs/services/pwpush.md#detection): probes carry no token, and an undecided answer
 * is reported, never guessed. Kept for ten minutes once known.
 */
export async function detectInstance(ctx: ToolContext): Promise<Instance> {
  const known = ctx.cache.get(probed);
  if (known) {
    try {
      return await known;
    } catch {
      // That call may have been cancelled, or its service throttled: this one asks for itself
    }
  }
  return probeAgain(ctx);
}

/** As `detectInstance`, but always asks. */
export function probeAgain(ctx: ToolContext): Promise<Instance> {
  const probing = probe(ctx);
  askers.add(ctx);
  ctx.cache.set(probed, probing);
  probing.catch(() => {
    if (ctx.cache.get(probed) === probing) ctx.cache.delete(probed);
  });
  return probing;
}

/**
 * For a call that is about to refuse because of what the instance told: asks anew, unless this call did so already. The
 * operator may have changed just that since.
 */
export function refreshInstance(ctx: ToolContext): Promise<Instance> {
  return askers.has(ctx) ? detectInstance(ctx) : probeAgain(ctx);
}

/**
 * Whether the instance is known to be older than a release. One that answers with its version and leaves the release out is
 * not: every open-source release that has the endpoint tells it, so this is none of them.
 */
export function isKnownOlder({ release, beforeVersions }: Instance, than: string): boolean {
  return beforeVersions === true || (release !== undefined && !isAtLeast(release, than));
}

/** As `detectInstance`, but falls back on `PWPUSH_API_VERSION` where it is set and the version endpoint is no help. */
export async function detectOrAssume(ctx: ToolContext): Promise<Instance> {
  const version = ctx.service.get(apiVersion);
  if (version === 'auto') return detectInstance(ctx);
  try {
    return await detectInstance(ctx);
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof OperationError)) throw error;
    return { api: version === 'v1' ? 'v1' : 'v2', assumed: true };
  }
}

async function probe(ctx: ToolContext): Promise<Instance> {
  return (ctx.service.get(apiVersion) === 'v1' ? undefined : await probeV2(ctx)) ?? probeV1(ctx);
}

async function probeV2(ctx: ToolContext): Promise<Instance | undefined> {
  const outcome = await ctx.send('pwpushV2GetVersion', {}, { credentials: 'none' });
  if (!outcome.ok) {
    if (!isMissing(outcome.failure)) throw new OperationError(outcome.failure);
    if (ctx.service.get(apiVersion) === 'auto') return undefined;
    throw new ToolError('NO_V2', `${ctx.service.origin} has no API v2. Set ${ctx.service.nameOf(apiVersion)} to auto.`);
  }
  return readVersion('v2', outcome.data, ctx);
}

async function probeV1(ctx: ToolContext): Promise<Instance> {
  const outcome = await ctx.send('pwpushV1GetVersion', {}, { credentials: 'none' });
  if (outcome.ok) return readVersion('v1', outcome.data, ctx);
  if (!isMissing(outcome.failure)) throw new OperationError(outcome.failure);
  // Releases before 1.51.10 have no version endpoint. Only Password Pusher words an unknown push like this
  const unknown = await ctx.send('pwpushV1PreviewPush', { url_token: 'push-mcp-probe' }, { credentials: 'none' });
  if (unknown.ok) throw notPasswordPusher(ctx);
  const { failure } = unknown;
  if (failure.kind === 'status' && failure.status === 404) {
    if (failure.body.shape === 'error' && failure.body.notFound)
      return { api: 'v1', assumed: false, beforeVersions: true };
    throw notPasswordPusher(ctx);
  }
  // As part of detection: it went without a token, so nothing in it is about one
  throw new OperationError({ ...failure, operation: 'pwpushV1GetVersion' });
}

/** What a version endpoint told. It is kept for all callers, so text that is too long for a version or an edition is left out. */
function readVersion(api: 'v1' | 'v2', told: Projected<Outputs['pwpushV2GetVersion']>, ctx: ToolContext): Instance {
  const { api_version, edition, application_version, features } = told;
  if (!api_version?.startsWith(api.slice(1))) throw notPasswordPusher(ctx);
  const isShort = (text: string | undefined): text is string => text !== undefined && text.length <= 100;
  return {
    api,
    assumed: false,
    ...(isShort(api_version) && { apiVersion: api_version }),
    ...(isShort(edition) && { edition }),
    ...(isShort(application_version) && { release: application_version }),
    ...(features !== undefined && { features }),
  };
}

function isMissing(failure: OperationError['failure']): boolean {
  return failure.kind === 'status' && failure.status === 404;
}

function notPasswordPusher({ service }: ToolContext): ToolError {
  const version = service.get(apiVersion);
  const narrowed = version === 'auto' ? '' : `, and ${service.nameOf(apiVersion)}, which is ${version}`;
  return new ToolError(
    'NOT_PWPUSH',
    `${service.origin} does not answer as Password Pusher does, or is a delivery-only host without an API. Check ${service.nameOf(baseUrl)}${narrowed}.`,
  );
}
