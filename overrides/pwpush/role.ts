import { type OperationId, operations } from '../../generated/operations.ts';
import type { OperationOf } from '../rule/operation-rule.ts';

/** What an operation is for, whichever generation of the API it belongs to. */
export type Role = 'version' | 'create' | 'preview' | 'audit' | 'expire' | 'list';

/** By the tool that stands on it. One that is new has to be decided about. */
const roles: Readonly<Record<(typeof operations)[OperationOf<'pwpush'>]['tool'], Role>> = {
  create_push: 'create',
  preview_push: 'preview',
  expire_push: 'expire',
  get_push_audit: 'audit',
  list_active_pushes: 'list',
  list_expired_pushes: 'list',
  get_version: 'version',
};

export function roleOf(operation: OperationId): Role {
  return roles[operations[operation].tool as keyof typeof roles];
}

/** Whether it is one of API v1, which every release has. */
export function isV1(operation: OperationId): boolean {
  return operations[operation].api === 'pwpush-v1';
}
