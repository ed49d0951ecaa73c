// The table of routes. The gateway has more; README.md says which of them the emulator leaves out.
import type { Answer } from '../http/answer.ts';
import { exists, rename, subscribe, unsubscribe } from './channel.ts';
import { registerDevice, setRoute } from './device.ts';
import { closeEvent, createEvent, updateEvent } from './event.ts';
import type { Call } from './gateway.ts';
import { healthz, privateReadyz, profile, readyz } from './health.ts';
import { getMessage, postMessage } from './message.ts';
import { devicePath, showDevice, showRoot } from './pages/device.ts';
import { pull } from './pull.ts';
import { archiveThing, createThing, deleteThing, updateThing } from './thing.ts';

export type Handle = (call: Call) => Answer;
export type Method = 'GET' | 'POST';

export interface Route {
  path: string;
  /** In the order in which `Allow` names them; HEAD comes with GET. */
  methods: Readonly<Partial<Record<Method, Handle>>>;
  /** A page for people, which the service does not have. It needs no gateway token. */
  forPeople?: true;
}

const post = (path: string, handle: Handle): Route => ({ path, methods: { POST: handle } });
const get = (path: string, handle: Handle): Route => ({ path, methods: { GET: handle } });

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
  post('/channel/device', setRoute),
  post('/device/register', registerDevice),
  post('/messages/pull', pull),
  get('/', showRoot),
  { path: devicePath, methods: { GET: showDevice }, forPeople: true },
  get('/healthz', healthz),
  get('/readyz', readyz),
  get('/private/readyz', privateReadyz),
  get('/gateway/profile', profile),
];
