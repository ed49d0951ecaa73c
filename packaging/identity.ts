// Whose project this is. packaging/identity.json says it, once: a value that is not known is null there and appears nowhere.
// Nothing is taken from a git remote. `npx vitest run test/docs -u` writes the files that show it.
import identity from './identity.json' with { type: 'json' };

export interface Identity {
  /** A person or an organisation. */
  readonly owner: string | null;
  /** Web address of the repository, such as https://github.com/OWNER/push-mcp. */
  readonly repository: string | null;
  readonly homepage: string | null;
  /** Where faults are reported. */
  readonly bugs: string | null;
  /** Where holes are reported in private: a web or e-mail address. */
  readonly security: string | null;
  readonly npmName: string;
  /** Name in the registry of MCP servers, such as io.github.OWNER/push-mcp. */
  readonly mcpName: string | null;
  /** The name in LICENSE. */
  readonly licenceHolder: string;
}

export const known: Identity = identity;

/** Fields of package.json that say whose it is. What is not known is undefined, and so stays out of the file. */
export function manifestFields({ npmName, owner, repository, homepage, bugs, mcpName }: Identity) {
  return {
    name: npmName,
    author: owner ?? undefined,
    homepage: homepage ?? undefined,
    repository: repository === null ? undefined : { type: 'git', url: `git+${repository}.git` },
    bugs: bugs === null ? undefined : { url: bugs },
    mcpName: mcpName ?? undefined,
  };
}

/** package.json with these fields, in the place of those that are there. */
export function withManifestFields(manifest: string, identity: Identity): string {
  const { name: _name, version, description, license, ...rest } = JSON.parse(manifest) as Record<string, unknown>;
  const { name, ...fields } = manifestFields(identity);
  for (const field of Object.keys(fields)) delete rest[field];
  return `${JSON.stringify({ name, version, description, license, ...fields, ...rest }, null, 2)}\n`;
}

/** A file of the repository in code, with its link where it has one. */
const mention = /\[?`((?:docs|sandbox|specs|overrides|src|packaging|test)\/[\w./-]*|[A-Z]+\.md)`(?:\]\([^)]*\))?/g;

/**
 * A page of the package, such as README.md, with its mentions of files of the repository made links where the repository is known, and
 * names without a link where it is not: npm shows the page where no relative link leads anywhere.
 */
export function withFileLinks(page: string, { repository }: Identity): string {
  return page.replace(mention, (_all, path: string) =>
    repository === null ? `\`${path}\`` : `[\`${path}\`](${repository}/blob/HEAD/${path})`,
  );
}

const [start, end] = ['<!-- identity:start -->', '<!-- identity:end -->'];

/** A page with what stands between its markers exchanged. */
export function withAddresses(page: string, text: string): string {
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page lacks ${start} or ${end}.`);
  return `${page.slice(0, from + start.length)}\n${text}\n${page.slice(to)}`;
}

/** What README.md says about reporting. */
export function whereToReport({ bugs }: Identity): string {
  const faults = bugs === null ? '' : `Found a fault? Report it at <${bugs}>. `;
  return `${faults}Found a hole? \`SECURITY.md\` says how to report it in private.`;
}

/** What SECURITY.md says about reporting. */
export function whereToReportHoles({ security, repository }: Identity): string {
  const address = security ?? (repository === null ? null : `${repository}/security/advisories/new`);
  return address === null
    ? 'This copy names no address for reports: whoever publishes it sets one in `packaging/identity.json`. Ask the person from whom you have it.'
    : `Report a hole privately at <${address}>. You get an answer within three working days. Please do not open an issue for it.`;
}
