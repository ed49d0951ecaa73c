// Answers come from the phone's own page. Any site that a person visits could post a form to loopback otherwise.
import type { Incoming } from '../../http/serve.ts';
import { refuse } from '../answers.ts';

/** Browsers state the origin of every POST, so one that states none is refused as well. */
export function checkSameOrigin(headers: Incoming['headers']): void {
  if (headers.origin !== `http://${headers.host}`) throw refuse(403, 'Answers are taken from the phone page only');
}
