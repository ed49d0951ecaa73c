/** The parts of `process` that the command uses; a test hands in its own. */
export type CommandIo = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env' | 'platform'>;

/** Ends the command. The message is for the person at the terminal and repeats nothing that may be a secret. */
export class CommandError extends Error {
  override name = 'CommandError' as const;
  readonly exitCode: number;

  /** @param exitCode 1: refused by the gateway or the file; 2: not understood; 130: interrupted, as in shells */
  constructor(exitCode: 1 | 2 | 130, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}
