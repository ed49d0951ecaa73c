import { type FileHandle, open, readdir, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { OwnFileError } from '../../policy/own-file.ts';

/** Milliseconds. A process holds a claim for a few of them; a claim that stays longer belongs to a stopped or dead process. */
const PATIENCE = 3_000;
/** Milliseconds after which waiting for a turn is given up. */
const GIVE_UP = 20_000;

/**
 * Replaces a file as a whole by the text that `make` returns, with mode 0600, or leaves it where `make` returns undefined.
 * `make` reads the file itself and may be called again. A process that is killed leaves the old or the new file. Of several
 * processes that write at once, each reads what the earlier ones wrote.
 *
 * A writer creates a claim (a file beside the target), writes the text into it, and renames it to the target. The text and
 * the permission to write are thus one directory entry, and end in the same instant. Removing a claim therefore never loses
 * anything: the rename of its owner fails, and the owner starts again. So it does no harm to take a sleeping owner for dead.
 * Of two claims made at the same time, the one with the greater name wins: its owner removes the lesser one before it reads.
 * The owner of the lesser one withdraws when it sees the greater, unless it renamed its own claim before that.
 */
export async function rewriteFile(path: string, make: () => string | undefined): Promise<void> {
  const giveUp = performance.now() + GIVE_UP;
  while (!(await tryRewrite(path, make, giveUp)));
}

async function tryRewrite(path: string, make: () => string | undefined, giveUp: number): Promise<boolean> {
  await waitForTurn(path, giveUp);
  const own = join(dirname(path), `${basename(path)}.${process.pid}-${crypto.randomUUID()}.tmp`);
  const handle = await open(own, 'wx', 0o600);
  let isRenamed = false;
  try {
    if (!(await overrule(path, own))) return false;
    const text = make();
    if (text === undefined) return true;
    isRenamed = await commit(path, own, handle, text);
    return isRenamed;
  } finally {
    await handle.close();
    if (!isRenamed) await remove(own);
  }
}

/** Waits until there is no claim. Removes claims of dead processes and of processes that take too long. */
async function waitForTurn(path: string, giveUp: number): Promise<void> {
  const seen = new Map<string, number>();
  for (;;) {
    const claims = await claimsOf(path);
    if (claims.length === 0) return;
    const now = performance.now();
    if (now > giveUp)
      throw new OwnFileError(path, 'was being changed by other processes all the time: try again later.');
    for (const claim of claims) {
      const since = seen.get(claim) ?? now;
      seen.set(claim, since);
      if (isDead(claim) || now - since > PATIENCE) await remove(claim);
    }
    await setTimeout(5 + Math.random() * 20);
  }
}

/** Removes lesser claims before anything is read. False where there is a greater one. */
async function overrule(path: string, own: string): Promise<boolean> {
  const others = (await claimsOf(path)).filter((claim) => claim !== own);
  if (others.some((claim) => claim > own)) return false;
  for (const claim of others) await remove(claim);
  return true;
}

/** Writes into the claim and renames it. False where another process has removed the claim. */
async function commit(path: string, own: string, handle: FileHandle, text: string): Promise<boolean> {
  await handle.writeFile(text);
  await handle.sync();
  // Windows cannot rename an open file
  await handle.close();
  if (!(await replace(own, path))) return false;
  await syncFolder(dirname(path));
  return true;
}

async function replace(own: string, path: string): Promise<boolean> {
  for (let attempt = 0; ; attempt++) {
    try {
      await rename(own, path);
      return true;
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return false;
      // On Windows a file cannot be replaced while another process reads it
      const mayPass = process.platform === 'win32' && hasCode(error, 'EPERM', 'EACCES', 'EBUSY') && attempt < 50;
      if (!mayPass) throw error;
      await setTimeout(20);
    }
  }
}

async function claimsOf(path: string): Promise<string[]> {
  const [folder, prefix] = [dirname(path), `${basename(path)}.`];
  const isClaim = (entry: string) =>
    entry.startsWith(prefix) && /^\d{1,10}-[0-9a-f-]{36}\.tmp$/.test(entry.slice(prefix.length));
  return (await readdir(folder)).filter(isClaim).map((entry) => join(folder, entry));
}

/** Whether the owner of a claim has ended. Wrong for an owner in another container or machine, which does no harm (see above). */
function isDead(claim: string): boolean {
  const pid = Number(/(\d+)-[0-9a-f-]{36}\.tmp$/.exec(claim)?.[1]);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}

async function remove(claim: string): Promise<void> {
  await unlink(claim).catch((error: unknown) => {
    if (!hasCode(error, 'ENOENT')) throw error;
  });
}

/** Makes the rename survive a loss of power, where the system and the file system can do that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return codes.includes(String((error as NodeJS.ErrnoException | null)?.code));
}
