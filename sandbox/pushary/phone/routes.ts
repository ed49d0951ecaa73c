// The phone: one page to look at, and a form per question.
import type { Answer } from '../../http/answer.ts';
import { createRouter } from '../../http/router.ts';
import type { Incoming } from '../../http/serve.ts';
import { answerJson, refuseUnknown } from '../answers.ts';
import type { QuestionStatus, Service } from '../model.ts';
import { readAnswer } from '../question.ts';
import { answerQuestion } from '../questions.ts';
import { isNoticeName, type NoticeName } from './notices.ts';
import { answerDetailsPage, answerPhonePage } from './page.ts';
import { phonePath } from './path.ts';
import { checkSameOrigin } from './same-origin.ts';

interface Page {
  method: string;
  path: string;
  show(service: Service, incoming: Incoming, id: string, body: string): Answer;
}

const findPage = createRouter<Page>([
  { method: 'GET', path: phonePath, show: showPhone },
  { method: 'GET', path: `${phonePath}/notifications/:id`, show: (service, _, id) => answerDetailsPage(service, id) },
  { method: 'POST', path: `${phonePath}/questions/:id`, show: postAnswer },
]);

export function answerPhone(service: Service, incoming: Incoming, body: string): Answer {
  const found = findPage(incoming.method, incoming.path);
  if (found === null) throw refuseUnknown('Page');
  return found.route.show(service, incoming, found.segments.id ?? '', body);
}

function showPhone(service: Service, { query }: Incoming): Answer {
  const notice = new URLSearchParams(query).get('notice') ?? '';
  return answerPhonePage(service, isNoticeName(notice) ? notice : null);
}

function postAnswer(service: Service, { headers }: Incoming, id: string, body: string): Answer {
  checkSameOrigin(headers);
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
