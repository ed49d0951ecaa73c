export { undecided } from './rule/operation-rule.ts';
export { rules, services } from './services.ts';
export { surface } from './surface.ts';
