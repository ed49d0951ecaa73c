/** A command that exists for one service only. */
export interface ServiceCommand {
  /** What it does, for `--help`. */
  readonly does: string;
  /** Runs it with the words that follow its name. Returns the exit code. */
  readonly run: (argv: readonly string[], process: NodeJS.Process) => Promise<number>;
}

/** Commands by name. Each is loaded when it runs. No other file imports from the folders of these commands. */
export const commands: Readonly<Record<string, ServiceCommand>> = {
  channels: {
    does: 'adds, lists and removes channels to send to',
    run: async (argv, process) => (await import('./pushgo/channels.ts')).runChannelsCommand(argv, process),
  },
};
