import fc from 'fast-check';

const repeated = (units: readonly string[], around: readonly number[]) =>
  fc
    .tuple(fc.constantFrom(...units), fc.constantFrom(...around), fc.integer({ min: -1, max: 1 }))
    .map(([unit, limit, off]) => unit.repeat(Math.floor(limit / Buffer.byteLength(unit)) + off));

/** White space on which every language agrees: JavaScript's own idea of it differs in U+0085 and U+FEFF. */
const space = fc.constantFrom('', ' ', '\t', '\n', '\u00a0', '\u2003', '\u3000');

/** Text around the limits of contract 2, and text that is nobody's idea of it. */
export const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.tuple(space, fc.stringMatching(/^[A-Za-z0-9_:.-]{1,8}$/), space).map((parts) => parts.join('')),
  repeated(['x', 'é', '🚀', '"'], [24, 64, 128, 256, 512, 1500, 2048]),
  space,
  fc.constantFrom('a b', 'a/b', 'é', '\u212a', '\u0000', '\ud800', '\udc00x', 'null', '0', '-1'),
);

const wrong: fc.Arbitrary<unknown> = fc.constantFrom(5, 0, 1.5, true, false, {}, [], ['a'], [['a']], { a: 1 });

const list = fc.oneof(
  fc.array(text, { maxLength: 4 }),
  fc.integer({ min: 31, max: 33 }).map((count) => Array.from({ length: count }, (_, index) => `t${index}`)),
  fc.array(fc.oneof(text, fc.constantFrom(null, 5, true, {})), { maxLength: 3 }),
);

const scalar = fc.oneof(
  text,
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
  fc.constantFrom(1e21, 2 ** 53, 1e-7, -0.5, null),
);
const name = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^ ?[a-zA-Z_:.-]{1,3} ?$/) },
  { weight: 2, arbitrary: text },
  fc.constantFrom('name', 'manufacturer', '__proto__', 'constructor', 'toString'),
);
const object = <T>(value: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(name, value), { maxLength: 3 }).map((entries) => Object.fromEntries(entries));
const map = object(fc.oneof({ weight: 6, arbitrary: scalar }, object(scalar), list, object(object(scalar))));

/** Instants that both the gateway and the tool take, and what neither does: ISO 8601 and durations are the tool's alone. */
const instant = fc.oneof(
  fc.integer({ min: -2e9, max: 2e9 }),
  fc.integer({ min: 999_999_999_990, max: 1_000_000_000_010 }),
  fc.maxSafeInteger(),
  fc.maxSafeInteger().map(String),
  fc.tuple(space, fc.constantFrom('+', '-', ''), fc.nat(), space).map((parts) => parts.join('')),
  fc.constantFrom(
    '9223372036854775807',
    '9223372036854775808',
    '1e3',
    '1.5',
    '0x10',
    '١٢',
    '１２',
    '--1',
    '+',
    '',
    ' ',
  ),
);

const coordinate = fc.oneof(
  fc.double({ min: -200, max: 200, noNaN: true }).map((value) => value.toFixed(4)),
  fc.constantFrom('90', '-90', '180', '.5', '5.', '+1', '', 'x', '1e1', 'NaN', 'inf', '1 2'),
);
const place = fc.oneof(
  fc.tuple(coordinate, space, coordinate).map(([latitude, gap, longitude]) => `${latitude}${gap},${gap}${longitude}`),
  fc.array(text, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(':')),
  fc
    .array(fc.stringMatching(/^[A-Za-z0-9_.-]{1,5}$/), { minLength: 1, maxLength: 5 })
    .chain((parts) => fc.constantFrom(':', '/', '//').map((between) => parts.join(between))),
  text,
);

/** A value for an argument, likely or not. No null: to a tool it is as good as absent, to the gateway not always. */
export const valueFor: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  ...Object.fromEntries(
    ['title', 'body', 'url', 'description', 'status', 'message', 'ciphertext', 'op_id', 'thing_id', 'event_id'].map(
      (field) => [field, text],
    ),
  ),
  primary_image: text,
  severity: fc.oneof(fc.constantFrom('low', 'HIGH', ' Normal ', 'urgent', ''), text),
  location_type: fc.oneof(fc.constantFrom('physical', 'geo', 'cloud', 'DATACENTER', ' logical ', 'orbit'), text),
  location_value: place,
  tags: list,
  images: list,
  metadata: map,
  attrs: map,
  external_ids: object(fc.oneof({ weight: 4, arbitrary: text }, scalar, map)),
  ...Object.fromEntries(
    ['event_time', 'started_at', 'ended_at', 'observed_at', 'created_at', 'deleted_at', 'occurred_at', 'ttl'].map(
      (field) => [field, instant],
    ),
  ),
};

/** The same, and now and then a value of another type altogether. */
export function anyValueFor(field: string): fc.Arbitrary<unknown> {
  const usual = valueFor[field] ?? text;
  return fc.oneof({ weight: 9, arbitrary: usual }, wrong);
}
