// Which path and method leads where.
import type { Answer } from './answers.ts';
import { exists, rename, subscribe, unsubscribe } from './channel.ts';
import { sync } from './channel-sync.ts';
import { pushByBody, pushByPath } from './compat/bark.ts';
import { publishByBody, publishByQuery } from './compat/ntfy.ts';
import { sendByForm, sendByQuery } from './compat/serverchan.ts';
import { endRoute, registerDevice, retireToken, setRoute } from './device.ts';
import { closeEvent, createEvent, updateEvent } from './event.ts';
import type { Call } from './gateway.ts';
import { healthz, privateReadyz, profile, readyz } from './health.ts';
import { getMessage, postMessage } from './message.ts';
import { devicePath, showDevice, showRoot } from './pages/device.ts';
import { acknowledge, pull } from './pull.ts';
import { archiveThing, createThing, deleteThing, updateThing } from './thing.ts';

export type Handle = (call: Call) => Answer;
export type Method = 'GET' | 'POST' | 'PUT';

export interface Route {
  /** `:name` stands for one segment. */
  path: string;
  /** In the order in which `Allow` names them; HEAD comes with GET. */
  methods: Readonly<Partial<Record<Method, Handle>>>;
  /** Not the service's own: for people, without the gateway token. */
  forPeople?: true;
}

const post = (path: string, handle: Handle): Route => ({ path, methods: { POST: handle } });
const get = (path: string, handle: Handle): Route => ({ path, methods: { GET: handle } });

const publish = (path: string): Route => ({
  path,
  methods: { GET: publishByQuery, POST: publishByBody, PUT: publishByBody },
});

export const routes: readonly Route[] = [
  { path: '/message', methods: { POST: postMessage, GET: getMessage } },
  post('/event/create', createEvent),
  post('/event/update', updateEvent),
  post('/event/close', closeEvent),
  post('/thing/create', createThing),
  post('/thing/update', updateThing),
  post('/thing/archive', archiveThing),
  post('/thing/delete', deleteThing),
  get('/channel/exists', exists),
  post('/channel/rename', rename),
  post('/channel/subscribe', subscribe),
  post('/channel/unsubscribe', unsubscribe),
  post('/channel/sync', sync),
  post('/channel/device', setRoute),
  post('/channel/device/delete', endRoute),
  post('/channel/device/provider-token/retire', retireToken),
  post('/device/register', registerDevice),
  post('/messages/pull', pull),
  post('/messages/ack', acknowledge),
  get('/', showRoot),
  { path: devicePath, methods: { GET: showDevice }, forPeople: true },
  get('/healthz', healthz),
  get('/readyz', readyz),
  get('/private/readyz', privateReadyz),
  get('/gateway/profile', profile),
  { path: '/ntfy/:topic', methods: { POST: publishByBody, PUT: publishByBody } },
  publish('/ntfy/:topic/publish'),
  publish('/ntfy/:topic/send'),
  publish('/ntfy/:topic/trigger'),
  { path: '/serverchan/:sendkey', methods: { GET: sendByQuery, POST: sendByForm } },
  post('/bark/push', pushByBody),
  get('/bark/:device_key/:body', pushByPath),
  get('/bark/:device_key/:title/:body', pushByPath),
];
