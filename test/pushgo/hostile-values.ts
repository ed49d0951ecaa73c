import fc from 'fast-check';

/** Text of about so many bytes, or characters where the limit is in these. */
const near = (limit: number) =>
  fc
    .tuple(fc.constantFrom('x', 'x', 'é', '🚀'), fc.boolean(), fc.integer({ min: -1, max: 1 }))
    .map(([unit, inBytes, off]) => unit.repeat(Math.floor(limit / (inBytes ? Buffer.byteLength(unit) : 1)) + off));

/** White space on which every language agrees: JavaScript's own idea of it differs in U+0085 and U+FEFF. */
const space = fc.constantFrom('', ' ', '\t', '\n', '\u00a0', '\u2003', '\u3000');

/** Text, and text that is nobody's idea of it. */
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.tuple(space, fc.stringMatching(/^[A-Za-z0-9_:.-]{1,8}$/), space).map((parts) => parts.join('')),
  space,
  fc.constantFrom('a b', 'a/b', 'é', '\u212a', '\u0000', '\ud800', '\udc00x', 'null', '0', '-1'),
);

const wrong: fc.Arbitrary<unknown> = fc.constantFrom(5, 0, 1.5, true, false, {}, [], ['a'], [['a']], { a: 1 });

/** Text, often around the limit that it has (docs/services/pushgo.md#dispatch, #values). */
const limited = (limit: number) => fc.oneof(text, near(limit));

const list = (limit: number) =>
  fc.oneof(
    fc.array(limited(limit), { maxLength: 3 }),
    fc.integer({ min: 31, max: 33 }).map((count) => Array.from({ length: count }, (_, index) => `t${index}`)),
    fc.array(fc.oneof(text, fc.constantFrom(null, 5, true, {})), { maxLength: 3 }),
  );

const scalar = fc.oneof(
  { weight: 4, arbitrary: limited(512) },
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
  fc.constantFrom(1e21, 2 ** 53, 1e-7, -0.5, null),
);
const name = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^ ?[a-zA-Z_:.-]{1,3} ?$/) },
  { weight: 3, arbitrary: limited(64) },
  fc.constantFrom('name', '__proto__', 'constructor', 'toString'),
);
const object = <T>(value: fc.Arbitrary<T>, names = name): fc.Arbitrary<unknown> =>
  fc.array(fc.tuple(names, value), { maxLength: 3 }).map((entries) => Object.fromEntries(entries));
const map = fc.oneof(
  { weight: 3, arbitrary: object(scalar) },
  object(fc.oneof({ weight: 4, arbitrary: scalar }, object(scalar), list(64), object(object(scalar)))),
);
const attrs = fc.oneof(
  { weight: 3, arbitrary: map },
  object(fc.oneof(object(scalar), scalar), fc.constant('manufacturer')),
);

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
  fc
    .tuple(fc.constantFrom('', '+', '-'), fc.constantFrom(0, 90, 180), fc.constantFrom(-1, -0.0001, 0, 0.0001, 1))
    .map(([sign, limit, off]) => `${sign}${Math.abs(limit + off)}`),
  fc.constantFrom('.5', '5.', '', 'x', '1e1', 'NaN', 'inf', '1 2', '1,2'),
);
const place = fc.oneof(
  fc.tuple(coordinate, space, coordinate).map(([latitude, gap, longitude]) => `${latitude}${gap},${gap}${longitude}`),
  fc.array(limited(64), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(':')),
  fc
    .array(fc.stringMatching(/^[A-Za-z0-9_.-]{1,5}$/), { minLength: 1, maxLength: 5 })
    .chain((parts) => fc.constantFrom(':', '/', '//').map((between) => parts.join(between))),
  limited(256),
);

/** A value for an argument, likely or not. No null: to a tool it is as good as absent, to the gateway not always. */
export const valueFor: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  title: limited(1500),
  body: text,
  url: text,
  description: text,
  ciphertext: text,
  status: limited(24),
  message: limited(512),
  op_id: limited(128),
  thing_id: limited(64),
  event_id: limited(64),
  primary_image: limited(2048),
  severity: fc.oneof(fc.constantFrom('low', 'HIGH', ' Normal ', 'urgent', ''), text),
  location_type: fc.oneof(fc.constantFrom('physical', 'geo', 'cloud', 'DATACENTER', ' logical ', 'orbit'), text),
  location_value: place,
  tags: list(64),
  images: list(2048),
  metadata: map,
  attrs,
  external_ids: object(fc.oneof({ weight: 4, arbitrary: limited(256) }, scalar, map)),
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
