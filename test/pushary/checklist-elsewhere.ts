// Lines of the acceptance checklist (docs/services/pushary.md#acceptance-checklist) that none of the twenty tools has
// to do with, by section, with the reason.

const DECISIONS = 'Decisions have no tool (docs/services/pushary.md#decisions).';
const PARTNERS =
  'Enrolment, keys, secrets, reminders and authorization have no tool (docs/services/pushary.md#decisions, #partner-endpoints).';
const WEBHOOKS = 'Nothing is called back to this server: callbackUrl is passed on, and somebody else receives.';
const LIBRARIES =
  'Parts of libraries for programs that wrap their own actions. Here the agent decides what to do with an answer.';
const HOOKS = 'Hooks run beside an agent and are no tools of a server (docs/services/pushary.md#hooks).';

/** Reasons by line. */
type Lines = Readonly<Record<string, string>>;

export const elsewhere: Readonly<Record<string, Lines>> = {
  'REST client': {
    '`enroll` POSTs exactly `{ externalId }` to `/enroll` and returns the universal link': PARTNERS,
    'ask: creates with `wait: false` and a non-empty idempotency key, then GETs `/decisions/{id}` with `wait`':
      DECISIONS,
    '`requireReachable` is forwarded; `reachable`, `reachableChannels`, `deviceCount` are surfaced; key absent when unset':
      DECISIONS,
    '`decisions.list` passes `externalId`, `cursor`, `limit` unchanged (URL-encoded) and keeps terminal statuses':
      DECISIONS,
    'keys: issue POSTs only given fields and accepts 201; list unwraps `keys` (missing → empty); revoke DELETEs the percent-encoded prefix':
      PARTNERS,
    'webhook secret: GET reads, POST rotates': PARTNERS,
    'reminders: schedule, list, cancel (and read) hit `/reminders` with the exact bodies that the SDK sends': PARTNERS,
    'authorize: policy allow and deny make one call and page nobody; `requires_human` leads to an ask labelled `Approve <tool> <target>?`; nobody answering is not approved':
      PARTNERS,
    'evaluation and ask carry the same subject; unset subject fields are absent': PARTNERS,
  },
  Webhook: {
    'valid signature accepted for string and bytes; tampered body, wrong secret, missing/empty signature, missing secret, wrong length, non-ASCII signature all rejected without throwing':
      WEBHOOKS,
    '`value` defaults to `answer`; absent `context` is omitted; missing `correlationId` or `answer`, non-JSON, arrays → null':
      WEBHOOKS,
    'a validly signed body that is no callback → null; a decline → approved false with the answer kept': WEBHOOKS,
    'header constant is `x-pushary-signature` (compare case-insensitively)': WEBHOOKS,
  },
  'Helpers and gates': {
    'deterministic key is stable, 40 lower-case hex, sensitive to part boundaries': LIBRARIES,
    'gate key equal for reordered JSON arguments, different for changed arguments, recipient or call id; NaN, cycles and non-plain objects refused before any request':
      LIBRARIES,
    'policy evaluation failing (403 or 500) falls back to asking a person, with the minimal ask shape': LIBRARIES,
    'facts derived from tool input are all-or-nothing: nested value, array, NaN, > 200-char string, > 64-char key or > 32 keys → none':
      LIBRARIES,
    'approval question shows tool and input, truncated with `...`; unrenderable input → just the tool name': LIBRARIES,
    'protected action: permit consumed before running, receipt after; refused, mismatched, unconfirmable or unbound permit → not run; action error is recorded as failed and rethrown; a failing receipt does not fail a completed action':
      LIBRARIES,
    'durable create without idempotency key is refused before sending': LIBRARIES,
  },
  Adapters: {
    'askHuman POSTs to `/decisions` with the configured `externalId` and a non-empty idempotency key bound to that one tool call; an approving answer reads as approved':
      DECISIONS,
    'enroll from the adapter hits `/enroll` and returns the universal link': PARTNERS,
    'durable approval: non-waiting create with callback URL and explicit key; reachability surfaced; correlation id equals decision id':
      DECISIONS,
    'option labels map back to option ids ignoring case and space; free text maps to no option; no identifiable end-user → refused before any request; a trailing slash on the callback origin does not double up':
      LIBRARIES,
  },
  'MCP tool use': {
    "gate: ungated tools and Pushary's own tools are never gated; empty gate list = no opinion": HOOKS,
    'gate: yes → runs; no → blocked naming the denial; no answer, error, missing key or missing correlation id → blocked':
      HOOKS,
    'gate wait never exceeds the host hook budget (host limit minus 5 s, at most 55 s)': HOOKS,
    'approval transport: unrecognised answer denies; failed withdrawal opens no second prompt; terminal hand-off withdraws first':
      HOOKS,
    'error notifications capped at 3 per session while counting continues; no key → counts but sends nothing': HOOKS,
    'session events: start, prompt, end, closed; identity does not leak into the next session; machineId sent with acks':
      HOOKS,
    'reminder list and cancel invent no schedule': PARTNERS,
    'outbound text is redacted before truncation; redactor unavailable → detail omitted': HOOKS,
    'repository key: https, scp-like and ssh remotes collapse to one key; credentials never survive; relative, empty and file remotes give none':
      HOOKS,
  },
  n8n: {
    'decision check: approved only for answered confirm `yes` with matching id, recipient and context; any mismatch or unknown status is an error; retried create sends an identical body':
      DECISIONS,
  },
  'Our own additions': {
    'task title: 120-character cut, `off` sends none but still reports the event': HOOKS,
  },
};
