// /templates (docs/services/pushary.md#templates): stored as they are, `{{variable}}` included.
import type { Answer } from '../http/answer.ts';
import { answerJson } from './answers.ts';
import { address, optional, readFields, text } from './checks.ts';
import { makeId } from './ids.ts';
import type { Call, Template } from './model.ts';
import { pageOf } from './pages.ts';

const shape = {
  name: text(100),
  title: text(100),
  body: text(500),
  iconUrl: optional(address()),
  imageUrl: optional(address()),
  actionUrl: optional(address()),
};

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
