// The one site (workspace) of the double, and what its mode does to a question (contract 2.2, 4.6).
import { type HandOff, type Inferred, inferred } from './facts.ts';
import type { Plan } from './limits.ts';

/**
 * `normal`: pushed and awaited. `notify_only`: pushed, not awaited. `terminal_only`: not pushed.
 * `no_devices`: nobody is connected. `suppressed`: the person is at the keyboard, so nothing rings.
 * `deferred`: the person hands every question back to the terminal at once.
 */
export type SiteMode = 'normal' | 'notify_only' | 'terminal_only' | 'no_devices' | 'suppressed' | 'deferred';

export interface Site {
  id: string;
  name: string;
  plan: Plan;
  mode: SiteMode;
  /** How long `POST /ask` blocks where the call does not say. */
  waitSeconds: number;
  /** What the site answers in place of a person when the time of a question is over; null lets it expire. */
  defaultAnswer: string | null;
}

export function createSite(changed: Partial<Site> = {}): Site {
  return {
    id: 'site_sandbox',
    name: 'Sandbox',
    plan: 'growth',
    mode: 'normal',
    waitSeconds: inferred.waitSeconds,
    defaultAnswer: null,
    ...changed,
  };
}

/** How a question fares. */
export interface Delivery {
  /** A notification is sent. */
  rings: boolean;
  /** The person may answer it, and it takes a slot. */
  live: boolean;
  /** Fields of the answer to asking it, beside the id. Null where it is simply pending. */
  told: ({ answered: false } & Record<string, unknown> & HandOff) | null;
}

const normal: Delivery = { rings: true, live: true, told: null };

export function deliveryOf(mode: SiteMode, { unseenStatus: status, handOver }: Inferred): Delivery {
  const deliveries: Record<SiteMode, Delivery> = {
    normal,
    deferred: normal,
    notify_only: { rings: true, live: false, told: { status: 'notified', answered: false, mode: 'notify_only' } },
    terminal_only: { rings: false, live: false, told: { status: 'terminal', answered: false } },
    no_devices: { rings: false, live: true, told: { status, answered: false, noDevices: true, ...handOver } },
    suppressed: { rings: false, live: true, told: { status, answered: false, suppressed: true, ...handOver } },
  };
  return deliveries[mode];
}
