import type { AnyRule } from './rule/operation-rule.ts';
import type { Service } from './rule/service.ts';
import * as registered from './services.ts';

export type ServiceName = keyof typeof registered;

const byTitle = Object.entries<Service>(registered).sort(([, a], [, b]) =>
  a.settings.title < b.settings.title ? -1 : 1,
);

/** The services, in the order of their titles. */
export const services = Object.fromEntries(byTitle) as Readonly<Record<ServiceName, Service>>;

export const serviceNames = Object.keys(services) as readonly ServiceName[];

/** One entry per exposed operation, over all services. */
export const rules: Readonly<Record<string, AnyRule>> = Object.assign(
  {},
  ...Object.values(services).map((service) => service.rules),
);
