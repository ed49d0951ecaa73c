// The pages of this emulator: the frame that all have, with its own last line.
import type { Answer } from '../../http/answer.ts';
import { type Page, writePage } from '../../pages/page.ts';

const footer = 'Password Pusher sandbox. Everything in it is gone when it stops.';

export function answerPage(page: Omit<Page, 'footer'>): Answer {
  return writePage({ ...page, footer });
}
