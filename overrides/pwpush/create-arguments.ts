import * as z from 'zod';
import { pwpushRules } from './rules.ts';

const kinds = Object.keys(pwpushRules.pwpushV2CreatePush.labels['input.kind']).filter((kind) => kind !== 'file');

/** The arguments of `create_push`. `kind` and `duration` list less than they take: `checkPush` has the last word. */
export const createInput = () =>
  z.strictObject({
    payload: z.string().optional().describe('The secret; for url an http(s) address'),
    kind: z.string().meta({ enum: kinds }).default('text'),
    file_paths: z.array(z.string()).max(10).optional().describe('Local files to push'),
    duration: z.string().default('7d').describe('15m 30m 45m 1h 6h 12h 1d…6d 1w…3w 1mo…3mo'),
    expire_after_views: z.int().min(1).max(100).default(1),
    passphrase: z.string().optional().describe('Asked of the recipient'),
    name: z.string().max(255).optional().describe('Label in your lists'),
    note: z.string().optional().describe('Only you see it'),
    deletable_by_viewer: z.boolean().default(false),
    retrieval_step: z.boolean().default(true).describe('Click before the secret: link scanners use no view'),
  });

export type CreateArguments = z.output<ReturnType<typeof createInput>>;
