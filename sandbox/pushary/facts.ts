// What no public source states about the service, as data. Each line names the section of docs/services/pushary.md that
// marks it as inferred. A test may start the emulator with other guesses. Guesses that are shapes and no data are named
// in the README.

export type Settled = 'answered' | 'expired' | 'cancelled' | 'missing' | 'unavailable';

/** What a caller is told to do next (docs/services/pushary.md#hand-off). */
export interface HandOff {
  nextAction?: 'wait_for_answer' | 'ask_in_current_client';
  handoffAction?: 'cancel_then_ask_in_current_client' | 'stop';
}

export interface Inferred {
  /** Paths behind cancel_question and list_sessions (docs/services/pushary.md#endpoints). */
  paths: { cancelQuestion: string; sessions: string };
  /** Status of creating a campaign, template or flow (docs/services/pushary.md#answers). */
  createdStatus: number;
  // See docs/services/pushary.md#wait_for_answer
  /** Reading an unknown question: a status in a 200, or the 404 of other resources. */
  unknownQuestion: 'missing' | 'not-found';
  /**
   * Sending to nobody. REST is documented to answer 400 and the vendor's tool to succeed with a warning
   * (docs/services/pushary.md#sending-to-nobody); which of the two a call with the fields of the tool gets is not
   * known.
   */
  emptyAudience: 'refuse' | 'warn';
  codes: {
    sessionQuestions: string;
    siteQuestions: string;
    notifications: string;
    quota: string;
    noSubscribers: string;
    unknownSubscriber: string;
  };
  /** How long a repeated idempotency key is recognised (docs/services/pushary.md#waiting). */
  idempotencySeconds: number;
  /** How long `POST /ask` blocks where neither the call nor the site says so (docs/services/pushary.md#ask). */
  waitSeconds: number;
  /**
   * How long a question that ended without an answer is known by how it ended (docs/services/pushary.md#waiting tells
   * it of answers).
   */
  endedReadableSeconds: number;
  /** How long a campaign is `sending` before it is `completed` (docs/services/pushary.md#campaigns). */
  sendingSeconds: number;
  /** Limits inside the context of a notification (docs/services/pushary.md#send_notification). */
  context: { summary: number; details: [number, number]; files: [number, number]; message: number; file: number };
  /** `status` of a question that nobody gets to see (docs/services/pushary.md#ask_user shows the other fields only). */
  unseenStatus: 'pending' | 'terminal';
  /** Added to an unanswered question that nobody sees, and to one that was waited for in vain. */
  handOver: HandOff;
  /** Added to a pending question that was read without waiting or has just been asked. */
  keepWaiting: HandOff;
  /** Added to the reading of a question that is over (docs/services/pushary.md#wait_for_answer, #hand-off). */
  ended: Record<Settled, HandOff>;
  // See docs/services/pushary.md#campaigns, #flows
  /** From which states a campaign or flow may be sent, paused, activated; elsewhere 409. */
  campaign: { send: readonly string[]; pause: readonly string[] };
  flow: { activate: readonly string[]; pause: readonly string[] };
  /** Fields of `GET /site` (docs/services/pushary.md#endpoints). */
  siteFields: readonly ('id' | 'name' | 'plan')[];
  /** Types of agents that are not their name in lower case (docs/services/pushary.md#list_sessions). */
  agentTypes: Record<string, string>;
  /** Rates in statistics of a campaign: of a hundred or of one (docs/services/pushary.md#campaigns). */
  rateScale: 100 | 1;
}

const stop: HandOff = { handoffAction: 'stop' };

export const inferred: Inferred = {
  paths: { cancelQuestion: '/ask/:id', sessions: '/sessions' },
  createdStatus: 201,
  unknownQuestion: 'missing',
  emptyAudience: 'refuse',
  codes: {
    sessionQuestions: 'session_question_limit',
    siteQuestions: 'site_question_limit',
    notifications: 'notification_limit',
    quota: 'quota_exhausted',
    noSubscribers: 'no_subscribers',
    // The one code that is known, from a test of the vendor
    unknownSubscriber: 'subscriber_not_found',
  },
  idempotencySeconds: 24 * 3600,
  waitSeconds: 50,
  endedReadableSeconds: 600,
  sendingSeconds: 5,
  context: { summary: 1000, details: [20, 500], files: [100, 300], message: 2000, file: 300 },
  unseenStatus: 'pending',
  handOver: { nextAction: 'ask_in_current_client', handoffAction: 'cancel_then_ask_in_current_client' },
  keepWaiting: { nextAction: 'wait_for_answer' },
  ended: { answered: {}, expired: stop, cancelled: stop, missing: stop, unavailable: stop },
  campaign: {
    send: ['draft', 'scheduled', 'paused'],
    pause: ['scheduled', 'sending', 'active', 'paused'],
  },
  flow: { activate: ['draft', 'paused', 'active'], pause: ['active', 'paused'] },
  siteFields: ['id', 'name', 'plan'],
  agentTypes: { 'vs code': 'vscode' },
  rateScale: 100,
};
