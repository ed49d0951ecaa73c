import type { Outputs } from '../../generated/operations.ts';
import { OperationError, Refusal } from '../rule/failure.ts';
import type { Shown, ToolContext } from '../rule/tool-rule.ts';

/** What is known of the instance behind `PWPUSH_BASE_URL`. */
export interface Instance {
  readonly api: 'v1' | 'v2';
  /** Absent before 1.51.10, which has no version endpoint, and where detection was not possible. */
  readonly release?: string;
  readonly apiVersion?: string;
  readonly edition?: string;
  readonly features?: Shown<NonNullable<Outputs['pwpushV2GetVersion']['features']>>;
  /** True where `PWPUSH_API_VERSION` stands in for an answer that the version endpoint did not give. */
  readonly assumed: boolean;
}

const KEY = 'instance';

/**
 * Detects API, edition and release (contract 9): probes carry no token, and an undecided answer is reported, never
 * guessed. Kept for the life of the process once known.
 */
export async function detectInstance(ctx: ToolContext): Promise<Instance> {
  const pending = ctx.memory.get(KEY) as Promise<Instance> | undefined;
  if (pending) {
    try {
      return await pending;
    } catch {
      // That call may have been cancelled, or its service throttled: this one asks for itself
    }
  }
  return probeAgain(ctx);
}

/** As `detectInstance`, but always asks. */
export function probeAgain(ctx: ToolContext): Promise<Instance> {
  const probing = probe(ctx);
  ctx.memory.set(KEY, probing);
  probing.catch(() => {
    if (ctx.memory.get(KEY) === probing) ctx.memory.delete(KEY);
  });
  return probing;
}

/** As `detectInstance`, but falls back on `PWPUSH_API_VERSION` where it is set and the version endpoint is no help. */
export async function detectOrAssume(ctx: ToolContext): Promise<Instance> {
  const { apiVersion } = ctx.service;
  if (apiVersion === 'auto') return detectInstance(ctx);
  try {
    return await detectInstance(ctx);
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof OperationError)) throw error;
    return { api: apiVersion === 'v1' ? 'v1' : 'v2', assumed: true };
  }
}

async function probe(ctx: ToolContext): Promise<Instance> {
  return (ctx.service.apiVersion === 'v1' ? undefined : await probeV2(ctx)) ?? probeV1(ctx);
}

async function probeV2(ctx: ToolContext): Promise<Instance | undefined> {
  const outcome = await ctx.send('pwpushV2GetVersion', {}, { credentials: 'none' });
  if (!outcome.ok) {
    if (!isMissing(outcome.failure)) throw new OperationError(outcome.failure);
    if (ctx.service.apiVersion === 'auto') return undefined;
    throw new Refusal('NO_V2', `${ctx.service.origin} has no API v2. Set PWPUSH_API_VERSION to auto.`);
  }
  const { api_version, edition, application_version, features } = outcome.data;
  if (!api_version?.startsWith('2')) throw notPasswordPusher(ctx);
  return {
    api: 'v2',
    apiVersion: api_version,
    assumed: false,
    ...(edition !== undefined && { edition }),
    ...(application_version !== undefined && { release: application_version }),
    ...(features !== undefined && { features }),
  };
}

async function probeV1(ctx: ToolContext): Promise<Instance> {
  const outcome = await ctx.send('pwpushV1GetVersion', {}, { credentials: 'none' });
  if (outcome.ok) {
    const { api_version, edition, application_version } = outcome.data;
    if (!api_version?.startsWith('1')) throw notPasswordPusher(ctx);
    return {
      api: 'v1',
      apiVersion: api_version,
      assumed: false,
      ...(edition !== undefined && { edition }),
      ...(application_version !== undefined && { release: application_version }),
    };
  }
  if (!isMissing(outcome.failure)) throw new OperationError(outcome.failure);
  // Releases before 1.51.10 have no version endpoint. Only Password Pusher words an unknown push like this
  const unknown = await ctx.send('pwpushV1PreviewPush', { url_token: 'push-mcp-probe' }, { credentials: 'none' });
  if (unknown.ok) throw notPasswordPusher(ctx);
  const { failure } = unknown;
  if (failure.kind === 'status' && failure.status === 404) {
    if (failure.body.shape === 'error' && failure.body.notFound) return { api: 'v1', assumed: false };
    throw notPasswordPusher(ctx);
  }
  // As part of detection: it went without a token, so nothing in it is about one
  throw new OperationError({ ...failure, operation: 'pwpushV1GetVersion' });
}

function isMissing(failure: OperationError['failure']): boolean {
  return failure.kind === 'status' && failure.status === 404;
}

function notPasswordPusher(ctx: ToolContext): Refusal {
  return new Refusal(
    'NOT_PWPUSH',
    `${ctx.service.origin} does not answer as Password Pusher does, or is a delivery-only host without an API. Check PWPUSH_BASE_URL.`,
  );
}
