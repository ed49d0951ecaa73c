// /flows (docs/services/pushary.md#flows).
import type { Answer } from '../http/answer.ts';
import { answerJson, refuse, refuseUnknown } from './answers.ts';
import { oneOf, optional, readFields } from './checks.ts';
import { checkTrigger, createSteps, flowShape } from './flow.ts';
import { makeId } from './ids.ts';
import type { Call, Flow, Handle } from './model.ts';
import { pageOf } from './pages.ts';

const filterShape = { status: optional(oneOf('draft', 'active', 'paused', 'archived')) };

function find({ service, segments }: Call): Flow {
  const flow = service.flows.get(segments.id ?? '');
  if (!flow) throw refuseUnknown('Flow');
  return flow;
}

export function listFlows({ service, query }: Call): Answer {
  const { status } = readFields(query, filterShape);
  const flows = [...service.flows.values()].filter((flow) => status === undefined || flow.status === status);
  return answerJson(pageOf(flows, query));
}

export function addFlow({ service, body }: Call): Answer {
  const { steps = [], ...about } = readFields(body, flowShape);
  checkTrigger(about);
  const id = makeId('flow');
  const now = service.now();
  const flow: Flow = {
    id,
    siteId: service.site.id,
    ...about,
    status: 'draft',
    executionCount: 0,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    steps: createSteps(id, steps, now),
  };
  service.flows.set(id, flow);
  return answerJson(flow, service.facts.createdStatus);
}

function act(action: 'activate' | 'pause', status: Flow['status'], check: (flow: Flow) => void): Handle {
  return (call) => {
    const flow = find(call);
    if (!call.service.facts.flow[action].includes(flow.status)) {
      throw refuse(409, `Cannot ${action} a flow that is ${flow.status}`);
    }
    check(flow);
    // A flow that has this status already is left alone, and the call succeeds
    if (flow.status !== status) Object.assign(flow, { status, updatedAt: call.service.now().toISOString() });
    return answerJson(flow);
  };
}

export const activateFlow = act('activate', 'active', ({ steps }) => {
  if (steps.length === 0) throw refuse(400, 'A flow without steps cannot be activated');
});

export const pauseFlow = act('pause', 'paused', () => {});
