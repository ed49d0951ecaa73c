import type { OperationId } from '../../generated/operations.ts';

/** What an operation is for, whichever generation of the API it belongs to. */
export type Role = 'version' | 'create' | 'preview' | 'audit' | 'expire' | 'list';

export function roleOf(operation: OperationId): Role {
  if (/Version$/.test(operation)) return 'version';
  if (/Create/.test(operation)) return 'create';
  if (/Preview/.test(operation)) return 'preview';
  if (/Audit$/.test(operation)) return 'audit';
  return /Expire(Push|FilePush|UrlPush)$/.test(operation) ? 'expire' : 'list';
}
