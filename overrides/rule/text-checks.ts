// What a text argument has to be where a schema cannot say it. Each check takes the specified schema and gives a stricter one.
import type * as z from 'zod';
import { checkInstant, readInstant } from './instant.ts';
import { trim } from './trim.ts';
import { checkWebAddress, readWebAddress } from './web-address.ts';

export type TextCheck = (schema: z.ZodString) => z.ZodString;

/** Checks of text arguments, by the name of the argument. */
export type TextChecks = Readonly<Record<string, TextCheck>>;

/**
 * Gives a check from a function that says what is wrong with a text, as the rest of a sentence that begins with the argument's
 * name and holds no value.
 */
function checkWith(problemOf: (text: string) => string | undefined): TextCheck {
  return (schema) =>
    schema.superRefine((text, ctx) => {
      const message = problemOf(text);
      if (message !== undefined) ctx.addIssue({ code: 'custom', message });
    });
}

export const notBlank = checkWith((text) => (trim(text) === '' ? 'is blank' : undefined));

/** An address that people open or devices fetch. White space at its ends is taken away. */
export const webAddress: TextCheck = (schema) => checkWith(checkWebAddress)(schema.overwrite(trim));

/** An address that is sent what nobody else may read. */
export const httpsAddress: TextCheck = (schema) =>
  checkWith((text) => (readWebAddress(text)?.protocol === 'https:' ? undefined : 'has to be an https address'))(
    schema.overwrite(trim),
  );

/** A time at which something is to happen. It is passed on in the form that every service reads. */
export const futureInstant: TextCheck = (schema) =>
  checkWith((text) => checkInstant(text, { forms: 'iso', mayBePast: false, now: new Date() }))(schema).overwrite(
    (text) => {
      const at = readInstant(text, 'iso');
      return at === undefined ? text : new Date(at).toISOString();
    },
  );
