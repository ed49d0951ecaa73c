import { pushary } from './pushary/index.ts';
import { pushgo } from './pushgo/index.ts';
import { pwpush } from './pwpush/index.ts';
import type { AnyRule } from './rule/operation-rule.ts';
import type { Service } from './rule/service.ts';

/** The services, in the order in which they are listed. */
export const services: Readonly<Record<string, Service>> = { pwpush, pushgo, pushary };

/** One entry per exposed operation, over all services. */
export const rules: Readonly<Record<string, AnyRule>> = Object.assign(
  {},
  ...Object.values(services).map((service) => service.rules),
);
