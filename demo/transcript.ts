// Prints what happens and checks it. A step that does not go as told ends the demo with its sentence.

export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

export function call(tool: string, shown = ''): void {
  say(`\n  ${tool}${shown === '' ? '' : ` ${shown}`}`);
}

/** Notes a fact. Where it is none, the demo is over. */
export function check(holds: boolean, fact: string): void {
  if (!holds) throw new Error(`This should hold and does not: ${fact}`);
  say(`    ✓ ${fact}`);
}
