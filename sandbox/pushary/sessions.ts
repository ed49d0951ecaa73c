// Agent windows, known from the calls that name them (docs/services/pushary.md#list_sessions).
import { tellAge } from './age.ts';
import { answerJson } from './answers.ts';
import { integer, oneOf, optional, readFields } from './checks.ts';
import type { Call, Service, Session } from './model.ts';
import { listPending } from './quotas.ts';

interface Identity {
  agentName?: string | undefined;
  sessionId?: string | undefined;
  machineId?: string | undefined;
}

/** From the label `{Agent} - {project}`. */
function agentTypeOf({ facts }: Service, agentName: string): string {
  const [agent = ''] = agentName.split(' - ');
  const name = agent.toLowerCase();
  return facts.agentTypes[name] ?? name.replace(/[^a-z0-9]+/g, '_');
}

/** A call without a session leaves no trace. Two windows in one repository stay two sessions. */
export function noteSession(service: Service, identity: Identity, outcome: 'fine' | 'errored', lastAction: string) {
  const { sessionId, machineId = null } = identity;
  if (sessionId === undefined) return;
  const agentName = identity.agentName ?? findWindow(service, sessionId, machineId)?.agentName ?? 'Agent';
  const seen = { agentName, agentType: agentTypeOf(service, agentName), machineId, sessionId };
  const before = service.sessions.get(sessionKey(seen)) ?? { taskTitle: null, cwd: null };
  const errored = outcome === 'errored';
  service.sessions.set(sessionKey(seen), { ...before, ...seen, errored, lastAction, lastSeenAt: service.now() });
}

/** A call that does not name its agent belongs to the agent that was last seen in this window. */
function findWindow({ sessions }: Service, sessionId: string, machineId: string | null): Session | undefined {
  return [...sessions.values()].find((session) => session.sessionId === sessionId && session.machineId === machineId);
}

export function sessionKey({
  agentType,
  machineId,
  sessionId,
}: Pick<Session, 'agentType' | 'machineId' | 'sessionId'>) {
  return JSON.stringify([agentType, machineId, sessionId]);
}

const minutes = 60_000;

function statusOf(session: Session, waiting: boolean, age: number) {
  if (waiting) return 'waiting';
  if (session.errored) return 'errored';
  if (age <= 2 * minutes) return 'active';
  return age <= 15 * minutes ? 'idle' : 'offline';
}

const shape = { status: optional(oneOf('active', 'idle', 'waiting', 'errored')), limit: optional(integer(1, 100)) };

export function listSessions({ service, query }: Call) {
  const { status, limit = 100 } = readFields(query, shape);
  const pending = listPending(service);
  const now = service.now().getTime();
  const sessions = [...service.sessions.values()]
    .sort((one, other) => other.lastSeenAt.getTime() - one.lastSeenAt.getTime())
    .map(({ errored, lastSeenAt, ...session }) => {
      const age = now - lastSeenAt.getTime();
      const waiting = pending.some(
        ({ sessionId, machineId = null }) => sessionId === session.sessionId && machineId === session.machineId,
      );
      const computedStatus = statusOf({ ...session, errored, lastSeenAt }, waiting, age);
      return { ...session, computedStatus, lastSeenAt: lastSeenAt.toISOString(), timeAgo: tellAge(age) };
    })
    .filter(({ computedStatus }) => status === undefined || computedStatus === status)
    .slice(0, limit);
  const pendingQuestions = pending.map((question) => ({
    correlationId: question.id,
    question: question.question,
    type: question.type,
    options: question.options,
    agentName: question.agentName,
    sessionId: question.sessionId,
    machineId: question.machineId,
    toolName: question.toolName,
    createdAt: question.createdAt.toISOString(),
    expiresAt: question.expiresAt.toISOString(),
  }));
  return answerJson({ sessions, pendingQuestions });
}
