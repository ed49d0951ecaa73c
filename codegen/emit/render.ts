import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { literal } from '../code.ts';

const handlebars = Handlebars.create();
// The only way to print a value: as a literal, or as `Code`
handlebars.registerHelper('lit', (value: unknown) => literal(value));

const options = { noEscape: true, strict: true, knownHelpersOnly: true, knownHelpers: { lit: true } };

/** Fills `templates/<name>.hbs`. */
export function render(name: string, data: object): string {
  const source = readFileSync(new URL(`../templates/${name}.hbs`, import.meta.url), 'utf8');
  return handlebars.compile(source, options)(data);
}
