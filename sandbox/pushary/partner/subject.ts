// The fields that say what is decided about, shared by decisions and authorizations (contract 1.8, 1.9).
import { refuse } from '../answers.ts';
import { type Check, type Fields, list, nested, object, oneOf, optional, type Read, text } from '../checks.ts';

const maxParameters = 32;

function isParameter(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= 200;
  return typeof value === 'boolean' || Number.isFinite(value);
}

/** Refused whole: a decision about some of what was sent would be about something else. */
const parameters: Check<Fields> = (value, name) => {
  const entries = Object.entries(object(value, name));
  const fits = entries.every(([key, entry]) => key.length >= 1 && key.length <= 64 && isParameter(entry));
  if (!fits || entries.length > maxParameters) {
    throw refuse(400, `${name} must be up to ${maxParameters} short texts, finite numbers or booleans`);
  }
  return object(value, name);
};

export const subjectShape = {
  toolName: optional(text(200)),
  toolTarget: optional(text(500, 0)),
  actor: optional(text(120)),
  environment: optional(text(40)),
  externalId: optional(text(256)),
  parameters: optional(parameters),
};

const changeShape = {
  parameter: text(64),
  label: text(200),
  format: nested({
    kind: oneOf('text', 'currency', 'quantity', 'timestamp', 'boolean'),
    currency: optional(text(3, 3)),
    unit: optional(text(40)),
  }),
};

export const presentationShape = {
  label: text(200),
  effect: text(500),
  risk: optional(text(500)),
  changes: optional(list(nested(changeShape), maxParameters)),
};

const secretLooking = /secret|token|password|passwd|api.?key|private.?key/i;

export function checkPresentation(presentation: Read<typeof presentationShape> | undefined, sent: Fields = {}): void {
  for (const { parameter } of presentation?.changes ?? []) {
    if (!Object.hasOwn(sent, parameter)) throw refuse(400, `presentation names ${parameter}, which is no parameter`);
    if (secretLooking.test(parameter)) throw refuse(400, `presentation may not show ${parameter}`);
  }
}
