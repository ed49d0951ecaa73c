import type { ChannelBook } from '../../overrides/rule/service.ts';
import { pushgo } from '../../overrides/services.ts';

/** What the service with channels knows of them. */
export const book = pushgo.channels as ChannelBook;
