import { operations } from '../../generated/operations.ts';
import type { Failure } from './failure.ts';

/** Whether the service may have done what was asked, at any attempt, though its answer is no use. A probe before it acts on nothing. */
export function mayHaveActed(failure: Failure): boolean {
  if (operations[failure.operation].effect === 'read') return false;
  if (failure.actedEarlier) return true;
  switch (failure.kind) {
    case 'network':
      return failure.sent;
    case 'timeout':
      return true;
    case 'not-understood':
      return failure.status < 300 || failure.status >= 500;
    case 'status':
      return failure.status >= 500;
    default:
      return false;
  }
}
