import { type ErrorCode, SmerError } from '@smer/shared/errors';

const codes: Readonly<Record<string, { code: ErrorCode; what: string }>> = {
  ENOSPC: { code: 'DISK_FULL', what: 'the disk is full' },
  EDQUOT: { code: 'DISK_FULL', what: 'the quota of the disk is used up' },
  EFBIG: { code: 'DISK_FULL', what: 'the disk takes no file of that size' },
  EROFS: { code: 'DISK_READ_ONLY', what: 'the disk is read-only' },
  EACCES: { code: 'DISK_READ_ONLY', what: 'the folder may not be written to' },
  ENOENT: { code: 'DISK_READ_ONLY', what: 'its folder does not exist' },
  EPERM: { code: 'DISK_READ_ONLY', what: 'the folder may not be written to' },
};

/** Gives an error of the file system the code that the caller is told. Others stay as they are. */
export function toDiskError(thrown: unknown, path: string): unknown {
  const known = codes[errnoOf(thrown) ?? ''];
  if (!known) return thrown;
  return new SmerError(known.code, `${path} can't be written: ${known.what}`, {
    cause: thrown,
    evidence: { path },
  });
}

/** `ENOENT` and the like. */
export function errnoOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
