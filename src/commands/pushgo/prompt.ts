import { Writable } from 'node:stream';
import { CommandError, type CommandIo } from './io.ts';

export type Prompt = Awaited<ReturnType<typeof openPrompt>>;

interface Question {
  readonly text: string;
  readonly isHidden: boolean;
  take(line: string): void;
  fail(error: CommandError): void;
}

/**
 * Opens the terminal for questions. Throws a `CommandError` where there is none. Ctrl-C and Ctrl-D reject a question with a
 * `CommandError`. Between questions the terminal echoes nothing, so that a password typed too early does not show.
 */
export async function openPrompt({ stdin, stdout, stderr }: CommandIo) {
  const screen = [stderr, stdout].find((stream) => stream.isTTY);
  if (!stdin.isTTY || !screen)
    throw new CommandError(2, 'There is no terminal to ask on: pipe the password into --password-stdin.');
  const { createInterface } = await import('node:readline');
  let question: Question | undefined;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (question && !question.isHidden) screen.write(chunk);
      done();
    },
  });
  // Without a history, the arrow keys bring no password back
  const lines = createInterface({ input: stdin, output, terminal: true, historySize: 0 });
  const early: string[] = [];
  const controller = new AbortController();
  let ended: CommandError | undefined;

  const end = (exitCode: 1 | 130, sentence: string) => {
    ended ??= new CommandError(exitCode, sentence);
    if (question) screen.write('\n');
    question?.fail(ended);
    question = undefined;
    controller.abort(ended);
  };
  lines.on('SIGINT', () => end(130, 'Interrupted: nothing was added.'));
  lines.on('close', () => end(1, 'The input ended: nothing was added.'));
  lines.on('line', (line) => {
    const answered = question;
    // Before anything else: the next character may already be part of a password
    question = undefined;
    if (!answered) return early.push(line);
    if (answered.isHidden) screen.write('\n');
    return answered.take(line);
  });
  // After Ctrl-Z and fg
  lines.on('SIGCONT', () => {
    if (question?.isHidden) screen.write(question.text);
    lines.resume();
  });

  const pose = (text: string, isHidden: boolean) =>
    new Promise<string>((take, fail) => {
      const line = early.shift();
      if (line !== undefined || ended) screen.write(`${text}\n`);
      if (line !== undefined) return take(line);
      if (ended) return fail(ended);
      question = { text, isHidden, take, fail };
      lines.setPrompt(isHidden ? '' : text);
      if (isHidden) screen.write(text);
      else lines.prompt();
    });
  return {
    ask: (text: string) => pose(text, false),
    /** The answer is not echoed. */
    askHidden: (text: string) => pose(text, true),
    say: (sentence: string) => void screen.write(`${sentence}\n`),
    /** Aborted by Ctrl-C. */
    signal: controller.signal as AbortSignal,
    /** Restores the terminal. */
    close: () => lines.close(),
  };
}
