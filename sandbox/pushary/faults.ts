// Trouble on demand, for tests of clients: slow answers, broken connections, failures of the server.

export interface Fault {
  /** Which requests; all unless given. */
  method?: string;
  path?: string | RegExp;
  /** How many of them; 1 unless given. */
  times?: number;
  /** How long the answer is held back, in milliseconds. What the request does is done at once. */
  delay?: number;
  /**
   * `drop-request`: the connection breaks before anything happens. `drop-answer`: it breaks after the request took
   * effect. A status: answered in place of the service, which does not see the request.
   */
  outcome?: 'drop-request' | 'drop-answer' | { status: number; body?: string; headers?: Record<string, string> };
}

export interface Faults {
  add(fault: Fault): void;
  /** The first that is meant for this request, used up by one. */
  take(method: string, path: string): Fault | undefined;
}

export function createFaults(): Faults {
  const waiting: (Fault & { times: number })[] = [];
  return {
    add: (fault) => waiting.push({ times: 1, ...fault }),
    take(method, path) {
      const index = waiting.findIndex((fault) => matches(fault, method, path));
      const fault = waiting[index];
      if (!fault) return undefined;
      fault.times -= 1;
      if (fault.times <= 0) waiting.splice(index, 1);
      return fault;
    },
  };
}

/** A path as text is compared without the query. */
function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  if (fault.path instanceof RegExp) return fault.path.test(path);
  return fault.path === undefined || fault.path === path.split('?')[0];
}
