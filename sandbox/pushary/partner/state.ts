// What only the plan of partners has: decisions by their key, authorizations, permits, rules, reminders.
import type { Fields } from '../checks.ts';

/** What an authorization is for, and nothing else. */
export interface Subject {
  toolName?: string | undefined;
  toolTarget?: string | undefined;
  actor?: string | undefined;
  environment?: string | undefined;
  externalId?: string | undefined;
  parameters?: Fields | undefined;
}

export type ExecutionState = 'running' | 'succeeded' | 'failed';

export interface Authorization {
  subject: string;
  authority: 'policy' | 'human';
  expiresAt: Date;
  permit: { id: string; state: ExecutionState } | null;
}

export interface Rule {
  id: string;
  toolPattern: string;
  effect: 'allow' | 'deny';
  conditions: { parameter: string; operator: string; value: unknown }[];
}

export interface Reminder {
  id: string;
  title: string;
  body: string;
  at: Date;
  agentName?: string | undefined;
  status: 'pending' | 'sent' | 'cancelled';
  requestId?: string | undefined;
}

export interface Partner {
  /** Ids of decisions by the idempotency key they were asked with, and who asked. */
  decisionKeys: Map<string, { at: Date; id: string }>;
  /** What a decision was about, by its id. */
  subjects: Map<string, string>;
  authorizations: Map<string, Authorization>;
  rules: Rule[];
  reminders: Map<string, Reminder>;
}

export function createPartner(): Partner {
  return {
    decisionKeys: new Map(),
    subjects: new Map(),
    authorizations: new Map(),
    rules: [],
    reminders: new Map(),
  };
}

/** Two subjects are one when this text is: the order of members says nothing. */
export function writeSubject(subject: Subject): string {
  const { toolName, toolTarget, actor, environment, externalId, parameters = {} } = subject;
  const sorted = Object.entries(parameters).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([toolName, toolTarget, actor, environment, externalId, sorted]);
}
