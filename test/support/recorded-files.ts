import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder with the two files that were sent when the recordings were made, as settings of the server. */
export function recordedFiles(): { PWPUSH_FILE_ROOT: string } {
  const folder = mkdtempSync(join(tmpdir(), 'push-mcp-files-'));
  writeFileSync(join(folder, 'a.txt'), 'file-content-canary-1\n');
  writeFileSync(join(folder, 'b c.txt'), 'file-content-canary-2\n');
  afterAll(() => rmSync(folder, { recursive: true }));
  return { PWPUSH_FILE_ROOT: folder };
}
