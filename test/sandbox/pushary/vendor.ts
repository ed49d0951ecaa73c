// A client that behaves as the contract says of the vendor's SDKs: units, envelopes, budgets (contract 1.2 to 1.6).
import { randomUUID } from 'node:crypto';

export class ApiError extends Error {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: unknown;
  constructor(status: number, body?: { message?: string; error?: string; code?: string }) {
    super(body?.message ?? body?.error ?? `HTTP ${status}`);
    this.status = status;
    this.code = body?.code;
    this.body = body;
  }
  get isAuthError() {
    return this.status === 401 || this.status === 403;
  }
  get isRateLimited() {
    return this.status === 429;
  }
  get isServerError() {
    return this.status >= 500;
  }
}

interface Decision {
  decisionId: string;
  status: string;
  answered: boolean;
  value?: string | null;
  idempotent?: boolean;
  reachable?: boolean;
  deviceCount?: number;
}

export interface Outcome extends Decision {
  approved: boolean;
}

const affirmative = new Set(['yes', 'y', 'approve', 'approved', 'ok', 'okay', 'confirm', 'accept', 'true']);

function isApproved(type: string, { answered, value }: Decision): boolean {
  if (!answered) return false;
  return type !== 'confirm' || affirmative.has((value ?? '').trim().toLowerCase());
}

export function createVendorClient(origin: string, apiKey: string, fetchWith: typeof fetch = fetch) {
  async function request<T>(method: string, path: string, body?: object, query: object = {}, signal?: AbortSignal) {
    const url = new URL(`${origin}/api/v1/server${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
    }
    const response = await fetchWith(url, {
      method,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${apiKey}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    // Every 2xx is parsed, also that of a DELETE
    if (response.ok) return (await response.json()) as T;
    throw new ApiError(response.status, (await response.json().catch(() => undefined)) as { error?: string });
  }

  /** Never waits while creating, so that the id is not lost; then polls until the end or the end of the budget. */
  async function ask(about: Record<string, unknown>, budgetSeconds = 55): Promise<Outcome> {
    const deadline = Date.now() + budgetSeconds * 1000;
    const body = { idempotencyKey: randomUUID(), ...about, wait: false };
    const type = String(about.type ?? 'confirm');
    const signal = budgetSeconds > 0 ? AbortSignal.timeout(budgetSeconds * 1000) : undefined;
    let decision = await request<Decision>('POST', '/decisions', body, {}, signal);
    while (decision.status === 'pending' && deadline > Date.now()) {
      const wait = Math.max(1, Math.min(50, Math.ceil((deadline - Date.now()) / 1000)));
      decision = {
        ...decision,
        ...(await request<Decision>('GET', `/decisions/${decision.decisionId}`, undefined, { wait })),
      };
    }
    return { ...decision, approved: isApproved(type, decision) };
  }

  return { request, ask };
}
