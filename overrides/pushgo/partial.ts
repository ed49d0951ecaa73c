/** One operation, as the gateway tells them apart (contract 1.8): an update and a close of one event are the same with one key. */
interface SentOperation {
  readonly type: string;
  readonly channel: string;
  readonly entity: string;
  readonly key: string;
}

/** More than anybody repeats. */
const MOST = 1000;

function name({ type, channel, entity, key }: SentOperation): string {
  return ['partial', type, channel, entity, key].join(' ');
}

/** Remembers an operation of which a part was pushed: the gateway says from now on that it is done. */
export function rememberPartial(sent: SentOperation, memory: Map<string, unknown>): void {
  memory.set(name(sent), true);
  for (const oldest of memory.keys()) {
    if (memory.size <= MOST) break;
    memory.delete(oldest);
  }
}

export function wasPartial(sent: SentOperation, memory: ReadonlyMap<string, unknown>): boolean {
  return memory.has(name(sent));
}
