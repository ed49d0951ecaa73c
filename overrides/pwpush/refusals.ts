import { explainConnection } from '../rule/explain-connection.ts';
import { type Failure, ToolError } from '../rule/failure.ts';
import type { ServiceInfo } from '../rule/settings.ts';
import { isV1, type Role, roleOf } from './role.ts';
import { baseUrl, token } from './settings.ts';
import { explainStatus, notDeletable } from './status-refusals.ts';

/**
 * Words a failure of Password Pusher: what is wrong and what to do. Nothing of the service's own text is relayed, since
 * it echoes what was sent; statuses and the shape of the body decide (docs/services/pwpush.md#error-texts, #bodies).
 */
export function explainFailure(failure: Failure, service: ServiceInfo): ToolError {
  const role = roleOf(failure.operation);
  if (failure.kind === 'status') return explainStatus(failure, role, service);
  const own = failure.kind === 'redirect' ? explainRedirect(failure, role, service) : undefined;
  return own ?? explainConnection(failure, { origin: service.origin, service, address: service.nameOf(baseUrl) });
}

export function explainUncertainty({ operation }: Failure, service: ServiceInfo): string {
  if (roleOf(operation) === 'expire') return 'It may be expired all the same; expiring it again does no harm.';
  return `The push may exist all the same and was not made again${service.has(token) ? '; look with list_active_pushes before repeating' : ''}.`;
}

/** Redirects that say something. */
function explainRedirect(
  failure: Extract<Failure, { kind: 'redirect' }>,
  role: Role,
  service: ServiceInfo,
): ToolError | undefined {
  if (failure.path === '/first_run') {
    return new ToolError(
      'FIRST_RUN',
      `${service.origin} is not set up yet. Open ${service.origin}/first_run in a browser and make the first account.`,
    );
  }
  // How releases say no that answer programs and browsers alike (docs/services/pwpush.md#expire, #lists)
  if (failure.status === 302 && failure.path === '/' && isV1(failure.operation)) {
    if (role === 'expire') return notDeletable(failure, service);
    if (role === 'list' || role === 'audit') return loginsOff(service);
  }
  return undefined;
}

function loginsOff({ origin }: ServiceInfo): ToolError {
  return new ToolError(
    'LOGINS_OFF',
    `Logins are switched off at ${origin}, so it gives lists and audits to nobody. Its operator can turn them on.`,
  );
}
