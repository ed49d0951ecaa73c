// The phone: one page to look at, and a form per question.
import type { IncomingMessage } from 'node:http';
import { type Answer, answerJson, refuseUnknown } from '../answers.ts';
import { type QuestionStatus, readAnswer } from '../question.ts';
import { answerQuestion } from '../questions.ts';
import { compilePath, decodeSegments } from '../routes.ts';
import type { Service } from '../service.ts';
import { isNoticeName, type NoticeName } from './notices.ts';
import { answerDetailsPage, answerPhonePage } from './page.ts';
import { phonePath } from './path.ts';
import { checkSameOrigin } from './same-origin.ts';

export interface Visit {
  request: IncomingMessage;
  path: string;
  search: URLSearchParams;
  body: string;
}

type Show = (service: Service, visit: Visit, id: string) => Answer;

const pages: readonly { method: string; pattern: RegExp; show: Show }[] = [
  { method: 'GET', pattern: compilePath(phonePath), show: showPhone },
  {
    method: 'GET',
    pattern: compilePath(`${phonePath}/notifications/:id`),
    show: (service, _, id) => answerDetailsPage(service, id),
  },
  { method: 'POST', pattern: compilePath(`${phonePath}/questions/:id`), show: postAnswer },
];

export function answerPhone(service: Service, visit: Visit): Answer {
  for (const { method, pattern, show } of pages) {
    const match = method === visit.request.method ? pattern.exec(visit.path) : null;
    if (match) return show(service, visit, decodeSegments(match.groups ?? {}).id ?? '');
  }
  throw refuseUnknown('Page');
}

function showPhone(service: Service, { search }: Visit): Answer {
  const notice = search.get('notice') ?? '';
  return answerPhonePage(service, isNoticeName(notice) ? notice : null);
}

function postAnswer(service: Service, { request, body }: Visit, id: string): Answer {
  checkSameOrigin(request);
  return backToPhone(takeAnswer(service, id, new URLSearchParams(body).get('answer') ?? ''));
}

function takeAnswer(service: Service, id: string, given: string): NoticeName {
  const question = service.questions.get(id);
  if (!question) return 'gone';
  const value = readAnswer(question, given);
  if (question.status === 'pending' && value === null) return 'unfit';
  if (value !== null && answerQuestion(service, question, value)) return 'answered';
  return reasons[question.status];
}

const reasons: Record<QuestionStatus, NoticeName> = {
  pending: 'unfit',
  answered: 'late',
  expired: 'expired',
  cancelled: 'cancelled',
  unavailable: 'unavailable',
};

/** A reload of the page that follows asks nothing again. */
function backToPhone(notice: NoticeName): Answer {
  return answerJson({}, 303, { location: `${phonePath}?notice=${notice}` });
}
