import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { literal } from '../code.ts';

const handlebars = Handlebars.create();
// The only way for a value into the output: a literal, or `Code` that was made of literals
handlebars.registerHelper('lit', (value: unknown) => literal(value));

const compiled = new Map<string, HandlebarsTemplateDelegate>();

/** Fills `templates/<name>.hbs`. */
export function render(name: string, data: object): string {
  let template = compiled.get(name);
  if (!template) {
    const source = readFileSync(new URL(`../templates/${name}.hbs`, import.meta.url), 'utf8');
    template = handlebars.compile(source, {
      noEscape: true,
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: { lit: true },
    });
    compiled.set(name, template);
  }
  return template(data);
}
