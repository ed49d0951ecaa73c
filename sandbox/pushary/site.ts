// The one site (workspace) of the emulator, and what its mode does to a question (docs/services/pushary.md#ask_user,
// #gates).
import { type HandOff, type Inferred, inferred } from './facts.ts';
import type { Site, SiteMode } from './model.ts';

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

/** How a site treats a question. */
export interface Delivery {
  /** A notification is sent. */
  rings: boolean;
  /** The person may answer it, and it takes a slot. */
  live: boolean;
  /** The fields that `POST /ask` answers beside the id; null where the question is pending as usual. */
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
