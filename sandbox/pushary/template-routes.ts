// /templates (contract 1.7.6): stored as they are, `{{variable}}` included.
import { type Answer, answerJson, refuseUnknown } from './answers.ts';
import { address, optional, readFields, readSent, text } from './checks.ts';
import { makeId } from './ids.ts';
import { pageOf } from './pages.ts';
import type { Call } from './service.ts';

export interface Template {
  id: string;
  siteId: string;
  name: string;
  title: string;
  body: string;
  iconUrl?: string | undefined;
  imageUrl?: string | undefined;
  actionUrl?: string | undefined;
  createdAt: string;
}

const shape = {
  name: text(100),
  title: text(100),
  body: text(500),
  iconUrl: optional(address()),
  imageUrl: optional(address()),
  actionUrl: optional(address()),
};

function find({ service, segments }: Call): Template {
  const template = service.templates.get(segments.id ?? '');
  if (!template) throw refuseUnknown('Template');
  return template;
}

export function listTemplates({ service, query }: Call): Answer {
  return answerJson(pageOf(service.templates.values(), query));
}

export function addTemplate({ service, body }: Call): Answer {
  const content = readFields(body, shape);
  const createdAt = service.now().toISOString();
  const template: Template = { id: makeId('tmpl'), siteId: service.site.id, ...content, createdAt };
  service.templates.set(template.id, template);
  return answerJson(template, service.facts.createdStatus);
}

export function getTemplate(call: Call): Answer {
  return answerJson(find(call));
}

export function changeTemplate(call: Call): Answer {
  return answerJson(Object.assign(find(call), readSent(call.body, shape)));
}

export function deleteTemplate(call: Call): Answer {
  call.service.templates.delete(find(call).id);
  return answerJson(call.service.facts.deletedBody);
}
