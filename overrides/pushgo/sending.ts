import * as z from 'zod';
import type { Inputs } from '../../generated/operations.ts';
import { schemas } from '../../generated/schemas.ts';
import { OperationError, Refusal } from '../rule/failure.ts';
import { listedInput } from '../rule/listed-input.ts';
import type { ToolContext, ToolRule } from '../rule/tool-rule.ts';
import { chooseChannel } from './choose-channel.ts';
import { fields, fitsTitle, instants, password, plainText, TITLE_TOO_LONG, words } from './fields.ts';
import { readExpiry, readInstant, writeInstant } from './instant.ts';
import { checkLocation, type LocationType } from './location.ts';
import { pushgoRules } from './rules.ts';
import { recordSent } from './sent.ts';
import { trim } from './text.ts';
import { NOT_SENT, PARTIAL, warnOfExpiry } from './warnings.ts';

export type SendingOperation = keyof typeof pushgoRules;

/** The arguments of any sending tool, as checked. */
export interface Args {
  readonly channel_id?: string;
  readonly password?: string;
  readonly op_id?: string;
  readonly title?: string;
  readonly thing_id?: string;
  readonly occurred_at?: string;
  readonly ttl?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly location_type?: LocationType;
  readonly location_value?: string;
  readonly [name: string]: unknown;
}

export interface Sending {
  readonly operation: SendingOperation;
  /** The id that the result begins with. */
  readonly id: 'message_id' | 'event_id' | 'thing_id';
  /** Arguments that mean something else here than for the other tools. */
  readonly fields?: Readonly<Record<string, () => z.ZodType>>;
  /** What only all arguments together can be wrong about, as a sentence. */
  readonly check?: (args: Args) => string | undefined;
}

/**
 * A tool that sends: the arguments of its operation without the password, checked as the gateway does at run time, and a flat
 * result. The three kinds of entities differ in their fields only.
 */
export function sending({ operation, id, fields: own = {}, check }: Sending): ToolRule<Args> {
  return {
    input: () => argumentsOf(operation, { ...fields, ...own }),
    switched: {
      legacyPasswords: () => z.object({ password: password().describe('Password of the channel').optional() }),
    },
    output: () =>
      z.object({
        [id]: z.string(),
        op_id: z.string().describe('Repeat with it: the same operation, not sent again'),
        accepted: z.boolean().describe('Queued for every device; no receipt'),
        channel_id: z.string(),
        ...(id !== 'thing_id' && { thing_id: z.string().optional() }),
        warning: z.string().optional(),
      }),
    secrets: ['password'],
    target: id,
    numbers: instants,
    async run(args, ctx) {
      const problems = [check?.(args), checkLocation(args.location_type, args.location_value)].flatMap(
        (found) => found ?? [],
      );
      if (problems.length > 0) throw new Refusal('BAD_ARGUMENTS', problems.join(' '));
      return send({ operation, id }, args, ctx);
    },
  };
}

function argumentsOf(operation: SendingOperation, own: Readonly<Record<string, () => z.ZodType>>): z.ZodObject {
  const specified = Object.entries(schemas[operation].input().shape as Record<string, z.ZodType>);
  const listed = specified.map(([name, schema]) => {
    const described = describeAs((own[name] ?? plainText)(), name, schema);
    // Where one channel is kept, it is meant
    const isOptional = schema instanceof z.ZodOptional || name === 'channel_id';
    return [name, () => (isOptional ? described.optional() : described)] as const;
  });
  return listedInput(operation, pushgoRules[operation], Object.fromEntries(listed));
}

/** Our words, or those of the specification where they say more than the name does. */
function describeAs(listed: z.ZodType, name: string, specified: z.ZodType): z.ZodType {
  const told = specified.description ?? unwrapOptional(specified).description ?? '';
  const said = words[name] ?? told.replace(/\.$/, '');
  return said === '' || said.toLowerCase() === name.replaceAll('_', ' ') ? listed : listed.describe(said);
}

function unwrapOptional(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
}

async function send(
  { operation, id }: Pick<Sending, 'operation' | 'id'>,
  { password, channel_id, op_id, ...rest }: Args,
  ctx: ToolContext,
): Promise<object> {
  const channel = chooseChannel(channel_id, password, ctx);
  const now = ctx.now();
  const expiry = rest.ttl === undefined ? undefined : readExpiry(rest.ttl, now);
  const told: Record<string, unknown> = { ...rest, channel_id: channel.channelId };
  for (const name of instants) {
    const instant = name === 'ttl' ? expiry : typeof told[name] === 'string' ? readInstant(told[name]) : undefined;
    if (instant !== undefined) told[name] = writeInstant(instant);
  }
  // Blank is as good as none to the gateway, which would then make a key that a repetition does not have
  if (op_id !== undefined && trim(op_id) !== '') told.op_id = trim(op_id);
  const outcome = await ctx.send(operation, told as unknown as Inputs[typeof operation], {
    credentials: 'bearer',
    channel,
  });
  if (!outcome.ok) throw new OperationError(outcome.failure);
  const { status, key = '' } = outcome;
  const { success, data = {} } = outcome.data;
  const { accepted, [id]: made } = data as Record<string, unknown>;
  const isPartial = status === 503;
  // Of the answer only an id that the gateway made is told: what we sent is known, and anything could be written there
  const given = rest[id];
  const entity = typeof given === 'string' ? trim(given) : made;
  if (
    success !== !isPartial ||
    accepted !== !isPartial ||
    typeof entity !== 'string' ||
    !(typeof given === 'string' || isMade(entity))
  )
    throw new OperationError({ kind: 'not-understood', operation, status, problem: 'shape', key });
  const sent = { type: id, gateway: channel.gateway, channel: channel.channelId, entity, key };
  const content = { operation, args: rest };
  const earlier = await recordSent(sent, content, isPartial ? 'partial' : 'accepted', ctx.state);
  const isNoDelivery = isPartial || earlier === 'partial';
  const warning = isPartial ? PARTIAL : (NOT_SENT[earlier] ?? warnOfExpiry(expiry, now));
  return {
    [id]: entity,
    op_id: key,
    accepted: !isNoDelivery,
    channel_id: channel.channelId,
    ...(rest.thing_id !== undefined && { thing_id: trim(rest.thing_id) }),
    ...(warning !== undefined && { warning }),
  };
}

/** Contract 2.3. Anything longer or freer could carry something along. */
function isMade(id: string): boolean {
  return /^[0-9a-f]{32}$/.test(id);
}

/** Where a thing has no title, its attribute `name` becomes one (contract 1.11). */
export function checkThingTitle({ title, attrs }: Args): string | undefined {
  const name = attrs?.name;
  return title === undefined && typeof name === 'string' && !fitsTitle(name)
    ? `attrs.name ${TITLE_TOO_LONG}.`
    : undefined;
}

/** Contract 1.7. */
export function checkOccurrence({ thing_id, occurred_at }: Args): string | undefined {
  return thing_id !== undefined && occurred_at === undefined ? 'occurred_at is required with thing_id.' : undefined;
}
