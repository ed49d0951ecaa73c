import * as z from 'zod';

/** Milliseconds to wait, as the vendor's tools take them (contract 2.2, 2.3). What does not fit into one call is cut. */
export const timeoutMs = () => z.int().min(1000).max(55_000).optional().describe('Milliseconds to wait');
