// Detection: which API, edition and release answer at `PWPUSH_BASE_URL` (docs/services/pwpush.md#detection). Probes carry no
// token, and an undecided answer is reported, never guessed
import type { Outputs } from '../../generated/operations.ts';
import { OperationError, ToolError } from '../rule/failure.ts';
import type { Slot } from '../rule/memory.ts';
import type { Projected, ToolContext } from '../rule/tool-rule.ts';
import { isUnknown } from './dialect.ts';
import { isAtLeast } from './release.ts';
import { apiVersion, baseUrl } from './settings.ts';

type Version = Projected<Outputs['pwpushV2GetVersion']>;

export interface Instance {
  readonly api: 'v1' | 'v2';
  /** Absent where the instance does not tell it. */
  readonly release?: string;
  /** True for releases before 1.51.10: Password Pusher without a version endpoint. */
  readonly beforeVersions?: true;
  readonly apiVersion?: string;
  readonly edition?: string;
  readonly features?: NonNullable<Version['features']>;
  /** True where `PWPUSH_API_VERSION` stands in for an answer that the version endpoint did not give. */
  readonly assumed: boolean;
}

/** Operators upgrade, and turn kinds of pushes on and off, while this process lives: ten minutes. */
const detected: Slot<Promise<Instance>> = { name: 'instance', lifetime: 10 * 60_000, most: 1 };
/** The calls that asked the instance themselves. */
const askers = new WeakSet<ToolContext>();

/** The instance as it was detected within the last ten minutes, or else as a probe finds it. */
export async function detectInstance(ctx: ToolContext): Promise<Instance> {
  const earlier = ctx.cache.get(detected);
  if (earlier) {
    try {
      return await earlier;
    } catch {
      // The call that asked may have been cancelled, or its service throttled: this one asks for itself
    }
  }
  return probeAgain(ctx);
}

/** As `detectInstance`, but always asks. */
export function probeAgain(ctx: ToolContext): Promise<Instance> {
  const probing = probe(ctx);
  askers.add(ctx);
  ctx.cache.set(detected, probing);
  probing.catch(() => {
    if (ctx.cache.get(detected) === probing) ctx.cache.delete(detected);
  });
  return probing;
}

/**
 * For a call that is about to refuse because of what the instance says of itself: asks anew, unless this call did so
 * already. The operator may have changed it since.
 */
export function refreshInstance(ctx: ToolContext): Promise<Instance> {
  return askers.has(ctx) ? detectInstance(ctx) : probeAgain(ctx);
}

/**
 * Whether the instance is known to be older than a release. An instance that answers with its version and leaves the release
 * out is not: every open-source release with a version endpoint tells it.
 */
export function isKnownOlder({ release, beforeVersions }: Instance, than: string): boolean {
  return beforeVersions === true || (release !== undefined && !isAtLeast(release, than));
}

/** As `detectInstance`, but falls back on `PWPUSH_API_VERSION` where it is set and the version endpoint is no help. */
export async function detectOrAssume(ctx: ToolContext): Promise<Instance> {
  const api = ctx.service.get(apiVersion);
  if (api === 'auto') return detectInstance(ctx);
  try {
    return await detectInstance(ctx);
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof OperationError)) throw error;
    return { api, assumed: true };
  }
}

async function probe(ctx: ToolContext): Promise<Instance> {
  const { service } = ctx;
  const setVersion = service.get(apiVersion);
  if (setVersion !== 'v1') {
    const outcome = await ctx.send('pwpushV2GetVersion', {}, { credentials: 'none' });
    if (outcome.ok) return readVersion('v2', outcome.data, ctx);
    if (!isUnknown(outcome.failure)) throw new OperationError(outcome.failure);
    if (setVersion === 'v2')
      throw new ToolError('NO_V2', `${service.origin} has no API v2. Set ${service.nameOf(apiVersion)} to auto.`);
  }
  const outcome = await ctx.send('pwpushV1GetVersion', {}, { credentials: 'none' });
  if (outcome.ok) return readVersion('v1', outcome.data, ctx);
  if (!isUnknown(outcome.failure)) throw new OperationError(outcome.failure);
  return probeOld(ctx);
}

/** Releases before 1.51.10 have no version endpoint, but only Password Pusher words an unknown push as it does. */
async function probeOld(ctx: ToolContext): Promise<Instance> {
  const outcome = await ctx.send('pwpushV1PreviewPush', { url_token: 'push-mcp-probe' }, { credentials: 'none' });
  if (outcome.ok) throw notPasswordPusher(ctx);
  const { failure } = outcome;
  // Worded as a failure of the version endpoint: it went without a token, so nothing in it is about one
  if (failure.kind !== 'status' || failure.status !== 404)
    throw new OperationError({ ...failure, operation: 'pwpushV1GetVersion' });
  if (failure.body.shape !== 'error' || !failure.body.notFound) throw notPasswordPusher(ctx);
  return { api: 'v1', assumed: false, beforeVersions: true };
}

/** Takes the answer of a version endpoint. It is kept for all callers, so text too long for a version or an edition is left out. */
function readVersion(api: 'v1' | 'v2', version: Version, ctx: ToolContext): Instance {
  const { api_version, edition, application_version, features } = version;
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

function notPasswordPusher({ service }: ToolContext): ToolError {
  const version = service.get(apiVersion);
  const narrowed = version === 'auto' ? '' : `, and ${service.nameOf(apiVersion)}, which is ${version}`;
  return new ToolError(
    'NOT_PWPUSH',
    `${service.origin} does not answer as Password Pusher does, or is a delivery-only host without an API. Check ${service.nameOf(baseUrl)}${narrowed}.`,
  );
}
