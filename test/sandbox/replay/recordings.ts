// Which sandbox a recorded exchange needs.
import { type Exchange, loadPwpush, type PwpushRecording } from '../../support/recordings.ts';

export type { Exchange, Generated, Part, PwpushRecording as Recording } from '../../support/recordings.ts';
export { loadPwpush as loadRecording };

/** Exchanges that follow each other on one instance. */
export interface Run {
  settings: Record<string, string>;
  topic: string;
  exchanges: Exchange[];
}

/** `first-run` and `other-host` share the settings of the file and not the instance. */
function topicOf({ id, settings }: Exchange): string {
  if (settings === undefined) return 'main';
  return /^(first-run|other-host)/.exec(id)?.[1] ?? 'variant';
}

export function splitRuns(recording: PwpushRecording): Run[] {
  const runs = new Map<string, Run>();
  for (const exchange of recording.exchanges) {
    const topic = topicOf(exchange);
    const key = `${topic} ${JSON.stringify(exchange.settings ?? {})}`;
    const run = runs.get(key) ?? { settings: { ...recording.settings, ...exchange.settings }, topic, exchanges: [] };
    runs.set(key, run);
    run.exchanges.push(exchange);
  }
  return [...runs.values()];
}
