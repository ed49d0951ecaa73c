// docs/clients.md is made from the table of clients. `npx vitest run test/docs -u` writes it anew; test/interop/blocks.test.ts starts its blocks.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { clientsPage } from '../../packaging/pages.ts';

test('docs/clients.md is what the table says', async () => {
  await expect(clientsPage()).toMatchFileSnapshot(fileURLToPath(new URL('../../docs/clients.md', import.meta.url)));
});
