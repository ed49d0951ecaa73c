// What a recipient meets in a browser: share link, step, passphrase, secret, gone (docs/services/pwpush.md#retrievals).
import { type Answer, HttpError } from '../http/answer.ts';
import { answerException, answerRedirect } from './answers.ts';
import { expireByHand } from './api.ts';
import { type Call, prefersJson } from './call.ts';
import { readText } from './inputs.ts';
import { answerFront } from './pages/front.ts';
import { answerGone, answerMissing } from './pages/gone.ts';
import { answerPassphraseForm } from './pages/passphrase.ts';
import { answerSecret } from './pages/secret.ts';
import { answerStep } from './pages/step.ts';
import type { Push } from './push.ts';
import { checkPassphrase, deliver, isGone } from './retrieval.ts';
import type { Route } from './routes.ts';

/** The push while it can be opened. An unknown token gets the same page as a push that is gone. */
function loadLivePush(call: Call): Push {
  const push = call.instance.store.find(call.segments.token ?? '');
  if (push === undefined || isGone(call, push)) throw new HttpError(answerGone());
  return push;
}

function front({ instance, request }: Call): Answer {
  return prefersJson(request.headers) ? answerException(404) : answerFront(instance.elsewhere());
}

function step(call: Call): Answer {
  return answerStep(loadLivePush(call));
}

function open(call: Call): Answer {
  const push = loadLivePush(call);
  const { keys, now } = call.instance;
  const needsKey = push.passphrase !== null && !keys.use(push, call.request.headers.cookie, now());
  if (needsKey) return answerRedirect(302, `/p/${push.token}/passphrase`);
  return deliver(call, push, () => render(call, push));
}

function render(call: Call, push: Push): Answer {
  if (push.kind === 'url') return sendOn(push.payload ?? '');
  const { downloads, now } = call.instance;
  const files = push.files.map((file) => ({
    name: file.name,
    size: file.content.length,
    path: downloads.open(file, now()),
  }));
  return answerSecret(push, push.kind, files, now());
}

function sendOn(url: string): Answer {
  const answer = answerRedirect(303, new URL(url).href);
  Object.assign(answer.headers, { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  return answer;
}

function askPassphrase(call: Call): Answer {
  const push = loadLivePush(call);
  return push.passphrase === null ? answerRedirect(302, `/p/${push.token}`) : answerPassphraseForm(push, 'none');
}

function takePassphrase(call: Call): Answer {
  const push = loadLivePush(call);
  const check = checkPassphrase(call, push, readText(call.body.passphrase) ?? '');
  if (check !== 'right') return answerPassphraseForm(push, check);
  const answer = answerRedirect(302, `/p/${push.token}`);
  answer.headers['set-cookie'] = call.instance.keys.issue(push, call.instance.now());
  return answer;
}

/** Browsers send no DELETE from a form; the application takes this field for one. */
function deleteByForm(call: Call): Answer {
  if (call.body._method !== 'delete') return answerMissing();
  const push = call.instance.store.find(call.segments.token ?? '');
  if (push !== undefined && push.deletable === true) expireByHand(call, push);
  return answerGone();
}

/** Attachments never open in the page, whatever type the sender gave them. */
function download(call: Call): Answer {
  const file = call.instance.downloads.find(call.segments.id ?? '', call.instance.now());
  if (file === undefined) return answerMissing();
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream';
  const name = encodeURIComponent(file.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return {
    status: 200,
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
    body: file.content,
  };
}

/** Links of the releases that kept kinds apart still lead to the push. */
function moved(call: Call): Answer {
  const [, , ...rest] = call.path.split('/');
  return answerRedirect(301, `/p/${rest.join('/')}${call.query.size > 0 ? `?${call.query}` : ''}`);
}

export const deliveryRoutes: readonly Route[] = [
  { method: 'GET', path: '/', access: 'page', handle: front },
  { method: 'GET', path: '/p/:token', access: 'page', handle: open },
  { method: 'POST', path: '/p/:token', access: 'page', handle: deleteByForm },
  { method: 'GET', path: '/p/:token/r', access: 'page', handle: step },
  { method: 'GET', path: '/p/:token/passphrase', access: 'page', handle: askPassphrase },
  { method: 'POST', path: '/p/:token/access', access: 'page', handle: takePassphrase },
  { method: 'GET', path: '/pfb/blobs/redirect/:id/:name*', access: 'page', handle: download },
  ...['/f', '/r'].flatMap((prefix) =>
    ['', '/r', '/passphrase'].map(
      (rest): Route => ({ method: 'GET', path: `${prefix}/:token${rest}`, access: 'page', handle: moved }),
    ),
  ),
];
