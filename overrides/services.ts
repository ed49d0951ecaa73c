// Every service, a line each. To add one: docs/adding-a-service.md
export { pushary } from './pushary/index.ts';
export { pushgo } from './pushgo/index.ts';
export { pwpush } from './pwpush/index.ts';
