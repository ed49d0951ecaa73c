import { type FileHandle, open, readdir, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { OwnFileError } from '../../policy/own-file.ts';

/** A process holds a claim for some milliseconds; one that is seen for longer belongs to a process that is stopped or gone. */
const PATIENCE = 3_000;
/** After this long without a turn something is wrong that waiting does not mend. */
const GIVE_UP = 20_000;

/**
 * Replaces a file as a whole by what `make` gives, with mode 0600, or leaves it where `make` gives nothing. `make` reads
 * the file itself and may be asked again. Killed at any point, the old or the new file is there; of several processes
 * that do this at once, each sees what those before it wrote.
 *
 * Who wants to write creates a claim beside the file, writes into it, and renames it to the file: what is written and the
 * permission to write it are one directory entry, so both take effect and end in the same instant. Removing a claim
 * therefore never loses anything: the rename of its owner fails, and it begins anew. That makes it safe to judge an owner
 * dead who only sleeps. Between two that claimed at the same time the greater name wins: it removes the lesser before it
 * reads, and the lesser withdraws when it sees the greater, which it does unless its own rename came before that reading.
 */
export async function rewriteFile(path: string, make: () => string | undefined): Promise<void> {
  const giveUp = performance.now() + GIVE_UP;
  while (!(await tryRewrite(path, make, giveUp)));
}

async function tryRewrite(path: string, make: () => string | undefined, giveUp: number): Promise<boolean> {
  await waitForTurn(path, giveUp);
  const own = join(dirname(path), `${basename(path)}.${process.pid}-${crypto.randomUUID()}.tmp`);
  const handle = await open(own, 'wx', 0o600);
  let isDone = false;
  try {
    isDone = (await overrule(path, own)) && (await commit(path, own, handle, make));
    return isDone;
  } finally {
    await handle.close();
    if (!isDone) await remove(own);
  }
}

/** Waits until nobody else has a claim. Those of dead processes, and of processes that take too long, are removed. */
async function waitForTurn(path: string, giveUp: number): Promise<void> {
  const seen = new Map<string, number>();
  for (;;) {
    const claims = await claimsOf(path);
    if (claims.length === 0) return;
    const now = performance.now();
    if (now > giveUp)
      throw new OwnFileError(`${path} was being changed by other processes all the time: try again later.`);
    for (const claim of claims) {
      const since = seen.get(claim) ?? now;
      seen.set(claim, since);
      if (isDead(claim) || now - since > PATIENCE) await remove(claim);
    }
    await setTimeout(5 + Math.random() * 20);
  }
}

/** Whether the own claim stands. The lesser ones are removed before anything is read. */
async function overrule(path: string, own: string): Promise<boolean> {
  const others = (await claimsOf(path)).filter((claim) => claim !== own);
  if (others.some((claim) => claim > own)) return false;
  for (const claim of others) await remove(claim);
  return true;
}

/** Writes into the claim and renames it. False where somebody removed the claim in the meantime. */
async function commit(path: string, own: string, handle: FileHandle, make: () => string | undefined): Promise<boolean> {
  const text = make();
  if (text === undefined) {
    await remove(own);
    return true;
  }
  await handle.writeFile(text);
  await handle.sync();
  // Windows renames no open file
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
      // On Windows a file cannot be replaced while somebody reads it
      const mayPass = process.platform === 'win32' && hasCode(error, 'EPERM', 'EACCES', 'EBUSY') && attempt < 50;
      if (!mayPass) throw error;
      await setTimeout(20);
    }
  }
}

async function claimsOf(path: string): Promise<string[]> {
  const [folder, name] = [dirname(path), basename(path)];
  const entries = await readdir(folder);
  return entries
    .filter(
      (entry) => entry.startsWith(`${name}.`) && /^\d{1,10}-[0-9a-f-]{36}\.tmp$/.test(entry.slice(name.length + 1)),
    )
    .map((entry) => join(folder, entry));
}

/** Whether the process that made a claim is gone. Wrong where it runs on another machine or in another container; see above. */
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

/** So that the rename outlasts a loss of power. Neither Windows nor every file system can do that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return codes.includes(String((error as NodeJS.ErrnoException | null)?.code));
}
