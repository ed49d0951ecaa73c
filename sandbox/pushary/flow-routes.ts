// /flows (contract 1.7.7).
import { type Answer, answerJson, refuse, refuseUnknown } from './answers.ts';
import { optional, readFields, readSent } from './checks.ts';
import { checkTrigger, createSteps, type Flow, flowShape, flowStatus } from './flow.ts';
import { makeId } from './ids.ts';
import { pageOf } from './pages.ts';
import type { Call, Handle } from './service.ts';

function find({ service, segments }: Call): Flow {
  const flow = service.flows.get(segments.id ?? '');
  if (!flow) throw refuseUnknown('Flow');
  return flow;
}

export function listFlows({ service, query }: Call): Answer {
  const { status } = readFields(query, { status: optional(flowStatus) });
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

export function getFlow(call: Call): Answer {
  return answerJson(find(call));
}

export function changeFlow(call: Call): Answer {
  const flow = find(call);
  const now = call.service.now();
  const { steps, ...sent } = readSent(call.body, { ...flowShape, status: flowStatus });
  checkTrigger({ ...flow, ...sent });
  const replaced = steps ? { steps: createSteps(flow.id, steps, now) } : {};
  return answerJson(Object.assign(flow, sent, replaced, { updatedAt: now.toISOString() }));
}

export function deleteFlow(call: Call): Answer {
  call.service.flows.delete(find(call).id);
  return answerJson(call.service.facts.deletedBody);
}

function act(action: 'activate' | 'pause', status: Flow['status'], check: (flow: Flow) => void): Handle {
  return (call) => {
    const flow = find(call);
    if (!call.service.facts.flow[action].includes(flow.status)) {
      throw refuse(409, `Cannot ${action} a flow that is ${flow.status}`);
    }
    check(flow);
    // Already there: nothing happens, and that is a success
    if (flow.status !== status) Object.assign(flow, { status, updatedAt: call.service.now().toISOString() });
    return answerJson(flow);
  };
}

export const activateFlow = act('activate', 'active', ({ steps }) => {
  if (steps.length === 0) throw refuse(400, 'A flow without steps cannot be activated');
});

export const pauseFlow = act('pause', 'paused', () => {});
