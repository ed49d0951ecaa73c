// What the phone says about the last answer. The address of the page names one of these, and never a text.

const notices = {
  answered: 'Your answer is on its way.',
  late: 'This question had been answered already. Your answer was not used.',
  expired: 'The time of this question was over. Your answer was not used.',
  cancelled: 'The agent had withdrawn this question. Your answer was not used.',
  unavailable: 'This question cannot be answered any more. Your answer was not used.',
  gone: 'This question is gone. Your answer was not used.',
  unfit: 'That is no answer to this question. Please choose or type one.',
} as const;

export type NoticeName = keyof typeof notices;

export function isNoticeName(name: string): name is NoticeName {
  return Object.hasOwn(notices, name);
}

export function readNotice(name: NoticeName): string {
  return notices[name];
}
