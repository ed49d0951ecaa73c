// /authorize and what follows from it: rules decide, a permit is used once, a receipt says how it went (contract 1.9).
import { randomUUID } from 'node:crypto';
import { type Answer, answerJson, Refusal, refuse, refuseUnknown } from '../answers.ts';
import { type Fields, list, nested, oneOf, optional, readFields, text } from '../checks.ts';
import { makeId } from '../ids.ts';
import type { Call, Service } from '../service.ts';
import { type Authorization, type Rule, type Subject, writeSubject } from './state.ts';
import { subjectShape } from './subject.ts';

const authorizeShape = {
  ...subjectShape,
  toolName: text(200),
  question: optional(text(8000)),
  agentName: optional(text(100)),
};

const compare: Record<string, (given: number, limit: number) => boolean> = {
  gt: (given, limit) => given > limit,
  gte: (given, limit) => given >= limit,
  lt: (given, limit) => given < limit,
  lte: (given, limit) => given <= limit,
};

function holds({ parameter, operator, value }: Rule['conditions'][number], parameters: Fields): boolean {
  const given = parameters[parameter];
  if (operator === 'eq') return given === value;
  if (typeof given !== 'number' || typeof value !== 'number') return false;
  return compare[operator]?.(given, value) ?? false;
}

/** The rule for everything is never taken here: it would let through what nobody thought of. */
function isFor({ toolPattern, conditions }: Rule, { toolName = '', parameters = {} }: Subject): boolean {
  if (toolPattern === '*') return false;
  const [start = '', ...rest] = toolPattern.split('*');
  const fits = rest.length === 0 ? toolName === start : toolName.startsWith(start) && toolName.endsWith(rest.join('*'));
  return fits && conditions.every((condition) => holds(condition, parameters));
}

function selectRule({ partner }: Service, subject: Subject): Rule | undefined {
  const fitting = partner.rules.filter((rule) => isFor(rule, subject));
  return fitting.find(({ effect }) => effect === 'deny') ?? fitting[0];
}

export function authorize({ service, body }: Call): Answer {
  const subject = readFields(body, authorizeShape);
  const policy = selectRule(service, subject) ?? null;
  if (policy === null) {
    const reason = 'No rule covers this action';
    return answerJson({ verdict: 'requires_human', policy, reason, authorizationId: null });
  }
  const reason = `Rule ${policy.toolPattern} says ${policy.effect}`;
  const authorizationId = policy.effect === 'allow' ? authorizeSubject(service, subject) : null;
  return answerJson({ verdict: policy.effect, policy, reason, authorizationId });
}

function expiryOf({ facts, now }: Service): Date {
  return new Date(now().getTime() + facts.authorizationSeconds * 1000);
}

function authorizeSubject(service: Service, subject: Subject): string {
  const id = randomUUID();
  const authorization = { subject: writeSubject(subject), authority: 'policy', permit: null } as const;
  service.partner.authorizations.set(id, { ...authorization, expiresAt: expiryOf(service) });
  return id;
}

const consumeShape = { ...subjectShape, toolName: text(200), authorizationId: text(128) };

function refusePermit(refusal: string, executionState?: string): Refusal {
  return new Refusal(answerJson({ error: 'The action is not permitted', refusal, executionState }, 409));
}

/** A person's yes is an authorization as well, under the id of the decision. */
function findAuthorization(service: Service, id: string): Authorization | undefined {
  const { authorizations, subjects } = service.partner;
  const decision = service.questions.get(id);
  const isApproved = decision?.kind === 'decision' && decision.type === 'confirm' && decision.value === 'yes';
  if (isApproved && !authorizations.has(id)) {
    const subject = subjects.get(id) ?? '';
    authorizations.set(id, { subject, authority: 'human', expiresAt: expiryOf(service), permit: null });
  }
  return authorizations.get(id);
}

export function consumeAuthorization({ service, body }: Call): Answer {
  const { authorizationId, ...subject } = readFields(body, consumeShape);
  const authorization = findAuthorization(service, authorizationId);
  if (!authorization) throw refusePermit('not_authorized');
  const { permit, authority } = authorization;
  if (authorization.subject !== writeSubject(subject)) throw refusePermit('action_mismatch');
  if (permit) throw refusePermit('already_consumed', permit.state);
  if (authorization.expiresAt <= service.now()) throw refusePermit('expired');
  const permitId = makeId('permit');
  authorization.permit = { id: permitId, state: 'running' };
  return answerJson({ permitId, authority, expiresAt: expiryOf(service).toISOString() });
}

const receiptShape = { outcome: oneOf('succeeded', 'failed'), summary: optional(text(2000, 0)) };

/** The first report wins. */
export function takeReceipt({ service, segments, body }: Call): Answer {
  const { outcome } = readFields(body, receiptShape);
  const permits = [...service.partner.authorizations.values()].flatMap(({ permit }) => permit ?? []);
  const permit = permits.find(({ id }) => id === segments.id);
  if (!permit) throw refuseUnknown('Permit');
  if (permit.state === 'running') permit.state = outcome;
  return answerJson({ permitId: permit.id, executionState: permit.state });
}

const conditionShape = {
  parameter: text(64),
  operator: oneOf('eq', ...(Object.keys(compare) as ['gt'])),
  value: (value: unknown) => value,
};
const ruleShape = {
  toolPattern: text(200),
  effect: oneOf('allow', 'deny'),
  conditions: optional(list(nested(conditionShape), 20)),
};

export function addRule({ service, body }: Call): Answer {
  const { toolPattern, effect, conditions = [] } = readFields(body, ruleShape);
  const { rules } = service.partner;
  const text = ({ id: _, ...rule }: Rule) => JSON.stringify(rule);
  const rule: Rule = { id: makeId('rule'), toolPattern, effect, conditions };
  if (rules.some((other) => text(other) === text(rule))) throw refuse(409, 'This rule exists');
  rules.push(rule);
  return answerJson(rule);
}
