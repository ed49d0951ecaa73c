/** Words for the sets of Pushary, each used by several operations. */
export const kinds = { confirm: 'yes or no', select: 'one of several', input: 'free text' } as const;

export const questionStates = {
  pending: 'open',
  answered: 'answered',
  expired: 'nobody answered in time',
  cancelled: 'withdrawn',
  missing: 'not known',
  unavailable: 'cannot be told',
  notified: 'told, not asked',
  terminal: 'not pushed',
} as const;

/** What the service would have a client do. Our own words say it in results. */
export const handOver = {
  handoffAction: { cancel_then_ask_in_current_client: 'withdraw, then ask here', stop: 'stop' },
  nextAction: { wait_for_answer: 'go on waiting', ask_in_current_client: 'ask here' },
} as const;

export const channelStates = { no_recipients: 'nobody there', not_configured: 'not set up' } as const;

export const subscriberStates = {
  active: 'gets notifications',
  unsubscribed: 'left',
  expired: 'gone',
  bounced: 'not to be reached',
} as const;

export const campaignStates = {
  draft: 'draft',
  scheduled: 'scheduled',
  sending: 'being sent',
  active: 'active',
  paused: 'paused',
  completed: 'sent',
  cancelled: 'cancelled',
} as const;

export const flowLabels = {
  status: { draft: 'draft', active: 'active', paused: 'paused', archived: 'archived' },
  unit: { seconds: 'seconds', minutes: 'minutes', hours: 'hours', days: 'days' },
  stepType: { send_notification: 'sends', delay: 'waits', exit: 'ends' },
  triggerType: {
    notification_click: 'somebody taps a notification',
    notification_impression: 'a notification is shown',
    notification_dismiss: 'somebody dismisses a notification',
    subscription: 'somebody subscribes',
    unsubscription: 'somebody leaves',
  },
} as const;
