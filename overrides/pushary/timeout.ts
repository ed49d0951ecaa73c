import * as z from 'zod';

// See docs/services/pushary.md#ask_user, #wait_for_answer
/** Milliseconds to wait, as the vendor's tools take them. What does not fit into one call is cut. */
export const timeoutMs = () => z.int().min(1000).max(55_000).optional().describe('Milliseconds to wait');
