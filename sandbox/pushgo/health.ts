// Health and profile of a gateway without private transports (docs/services/pushgo.md#health).
import type { Answer } from '../http/answer.ts';
import { answerData, refuse } from './answers.ts';

export function healthz(): Answer {
  return answerData({ status: 'ok', private_channel_enabled: false, private_runtime_ready: true });
}

export function readyz(): Answer {
  return answerData({ status: 'ok' });
}

export function privateReadyz(): Answer {
  return refuse('private runtime unavailable', 'private_channel_runtime_unavailable', 503);
}

export function profile(): Answer {
  return answerData({ private_channel_enabled: false, private_enabled: false });
}
