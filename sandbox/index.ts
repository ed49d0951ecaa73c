// Emulators of the services, for trying push-mcp out and for tests. One folder per service.
export { type PusharySandbox, type PusharySandboxOptions, startPusharySandbox } from './pushary/server.ts';
export { type PushgoSandbox, type PushgoSandboxOptions, startPushgoSandbox } from './pushgo/server.ts';
export type { DeliveredItem } from './pushgo/store.ts';
export type { Account as SandboxAccount } from './pwpush/accounts.ts';
export type { SandboxRelease } from './pwpush/releases.ts';
export type { SeedPush as SandboxPush } from './pwpush/seed.ts';
export { type Sandbox, type SandboxOptions, startSandbox } from './pwpush/server.ts';
