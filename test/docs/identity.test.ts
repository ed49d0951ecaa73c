// Whose project this is stands in packaging/identity.json and is shown by these files. `npx vitest run test/docs -u` writes them anew.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  type Identity,
  known,
  manifestFields,
  whereToReport,
  whereToReportHoles,
  withAddresses,
  withFileLinks,
  withManifestFields,
} from '../../packaging/identity.ts';
import { withClientBlocks } from '../../packaging/pages.ts';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const read = (name: string) => readFile(path(name), 'utf8');

const readmeOf = (readme: string, identity: Identity) =>
  withFileLinks(withAddresses(withClientBlocks(readme), whereToReport(identity)), identity);

test('package.json says what packaging/identity.json says', async () => {
  await expect(withManifestFields(await read('package.json'), known)).toMatchFileSnapshot(path('package.json'));
});

test('README.md has its blocks from the table of clients, and its addresses from packaging/identity.json', async () => {
  await expect(readmeOf(await read('README.md'), known)).toMatchFileSnapshot(path('README.md'));
});

test('SECURITY.md has its address from packaging/identity.json', async () => {
  const page = withAddresses(await read('SECURITY.md'), whereToReportHoles(known));
  await expect(page).toMatchFileSnapshot(path('SECURITY.md'));
});

test('LICENSE names the holder', async () => {
  expect(await read('LICENSE')).toContain(` ${known.licenceHolder}\n`);
});

describe('what is not known', () => {
  test('stays out of package.json', () => {
    const values = Object.values(known).filter((value) => value === null).length;
    const fields = Object.values(JSON.parse(JSON.stringify(manifestFields(known))));
    expect(values > 0 ? fields : []).not.toContain(null);
    const nobody = { owner: null, repository: null, homepage: null, bugs: null, security: null, mcpName: null };
    expect(JSON.parse(JSON.stringify(manifestFields({ ...known, ...nobody })))).toEqual({ name: known.npmName });
  });

  test('is no link in the README, which npm shows where no relative link leads anywhere', async () => {
    const readme = await read('README.md');
    for (const [, target = ''] of readme.matchAll(/\]\(([^)\s]+)/g)) expect(target).toMatch(/^(?:https:\/\/|#)/);
  });
});

describe('once it is known', () => {
  const identity: Identity = {
    owner: 'Somebody',
    repository: 'https://git.example.com/somebody/push-mcp',
    homepage: 'https://push.example.com',
    bugs: 'https://git.example.com/somebody/push-mcp/issues',
    security: null,
    npmName: '@somebody/push-mcp',
    mcpName: 'com.example/push-mcp',
    licenceHolder: 'Somebody',
  };

  test('package.json has it', async () => {
    const manifest = await read('package.json');
    expect(JSON.parse(withManifestFields(manifest, identity))).toMatchObject({
      name: '@somebody/push-mcp',
      author: 'Somebody',
      homepage: 'https://push.example.com',
      repository: { type: 'git', url: 'git+https://git.example.com/somebody/push-mcp.git' },
      bugs: { url: 'https://git.example.com/somebody/push-mcp/issues' },
      mcpName: 'com.example/push-mcp',
    });
    expect(withManifestFields(withManifestFields(manifest, identity), known)).toBe(manifest);
  });

  test('README and SECURITY have it, and files of the repository are links', async () => {
    const readme = await read('README.md');
    const shown = readmeOf(readme, identity);
    expect(shown).toContain('[`docs/clients.md`](https://git.example.com/somebody/push-mcp/blob/HEAD/docs/clients.md)');
    expect(shown).toContain('<https://git.example.com/somebody/push-mcp/issues>');
    expect(readmeOf(shown, known)).toBe(readme);
    expect(whereToReportHoles(identity)).toContain(
      '<https://git.example.com/somebody/push-mcp/security/advisories/new>',
    );
  });
});

test('every file that the README names is there', async () => {
  const named = [
    ...(await read('README.md')).matchAll(/`((?:docs|sandbox|specs|src|packaging|test)\/[\w./-]*|[A-Z]+\.md)`/g),
  ];
  expect(named.length).toBeGreaterThan(5);
  for (const [, name = ''] of named)
    await expect(
      readFile(path(name)).catch(({ code }) => code),
      name,
    ).resolves.not.toBe('ENOENT');
});
