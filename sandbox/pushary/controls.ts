// What a test or a scripted person does to the emulator from inside.
import { catchUp } from './catch-up.ts';
import type { Fault, Faults } from './faults.ts';
import type { Notification, Question, Service, Session, Site, Subscriber } from './model.ts';
import { answerQuestion, endQuestion, expireQuestion } from './questions.ts';
import { sessionKey } from './sessions.ts';
import { createSubscriber } from './subscribers.ts';

export type SandboxQuestion = Readonly<Omit<Question, 'wake'>>;

export interface PusharyControls {
  /** Copies, oldest first, with their state as of now. */
  questions(): readonly SandboxQuestion[];
  notifications(): readonly Notification[];
  /** Any text, also what the phone would not offer. False where the question is over; throws for an unknown id. */
  answer(id: string, value: string): boolean;
  /** Ends it as if its time were over; a site with a default answers. */
  expire(id: string): boolean;
  /** Ends it from elsewhere: cancelled in the dashboard, or no longer to be had. */
  end(id: string, status: 'cancelled' | 'unavailable'): boolean;
  changeSite(change: Partial<Site>): void;
  addSubscriber(about?: Partial<Subscriber>): Subscriber;
  addSession(session: Partial<Session> & { sessionId: string }): void;
  disturb(fault: Fault): void;
}

export function createControls(service: Service, faults: Faults): PusharyControls {
  function find(id: string): Question {
    const question = service.questions.get(id);
    if (!question) throw new Error('The sandbox has no question with this id.');
    return question;
  }
  return {
    questions() {
      catchUp(service);
      return [...service.questions.values()].map(({ wake: _, ...question }) => question);
    },
    notifications: () => service.notifications.map((notification) => ({ ...notification })),
    answer: (id, value) => answerQuestion(service, find(id), value),
    expire: (id) => expireQuestion(service, find(id)),
    end: (id, status) => endQuestion(service, find(id), status),
    changeSite: (change) => void Object.assign(service.site, change),
    addSubscriber(about) {
      const subscriber = createSubscriber(service.site.id, service.now(), about);
      service.subscribers.set(subscriber.id, subscriber);
      return subscriber;
    },
    addSession(about) {
      const session: Session = {
        agentType: 'claude_code',
        agentName: 'Claude Code - sandbox',
        machineId: null,
        errored: false,
        lastAction: null,
        lastSeenAt: service.now(),
        taskTitle: null,
        cwd: null,
        ...about,
      };
      service.sessions.set(sessionKey(session), session);
    },
    disturb: (fault) => faults.add(fault),
  };
}
