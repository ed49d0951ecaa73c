export { rules, services } from './registry.ts';
export { undecided } from './rule/operation-rule.ts';
export { surface } from './surface.ts';
