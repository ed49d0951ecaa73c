// The tables of settings in docs/settings.md are made from the table in the code. `npx vitest run -u` writes them anew.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { serviceNames, services } from '../../overrides/registry.ts';
import { common, type SecretSetting, type Setting } from '../../overrides/rule/settings.ts';
import { defaultOf, inFile, server, serverPrefix } from '../../src/config/variables.ts';

type AnySetting = Setting | SecretSetting;
const root = new URL('../../', import.meta.url);
const code = (text: string) => `\`${text}\``;
const row = (...cells: string[]) => `| ${cells.join(' | ')} |\n`;
const told = (setting: AnySetting) => {
  const value = defaultOf(setting);
  if (value === undefined) return '–';
  return setting.otherwise === undefined && setting.kind !== 'file' ? code(value) : value;
};
const meaning = ({ meaning: text, more }: AnySetting) => (more === undefined ? text : `${text}. ${more}`);
const prefixes = serviceNames.map((name) => services[name].settings.prefix);
const groups: readonly (readonly [string, string, readonly AnySetting[]])[] = [
  ...serviceNames.map((name) => {
    const { title, prefix, all } = services[name].settings;
    return [title, prefix, all] as const;
  }),
  ['The server', serverPrefix, Object.values(server)],
];

function page(): string {
  const table = (prefix: string, all: readonly AnySetting[]) =>
    [
      row('Variable', 'Default', 'Meaning', 'Whose', 'In the sandbox'),
      row('---', '---', '---', '---', '---'),
      ...all.map((setting) => {
        const name = `${prefix}_${setting.name}`;
        const file = setting.kind === 'secret' ? `, ${code(inFile(name))}` : '';
        return row(
          code(name) + file,
          told(setting),
          meaning(setting),
          setting.whose,
          setting.ofInstance ? 'left out' : 'holds',
        );
      }),
    ].join('');
  return `# Settings

Made from the table of settings in the code (\`overrides/<service>/settings.ts\`, \`src/config/variables.ts\`); a test holds the two together.

A setting is looked for in the environment, then, where it is a credential, in the file that \`<NAME>_FILE\` names and in
\`credentials.json\`, then its default counts. A variable and its \`_FILE\` together are a problem. The last line end of such a file is
left out. \`credentials.json\` lies in your configuration folder (\`push-mcp\` in \`$XDG_CONFIG_HOME\`, \`~/.config\` or \`%APPDATA%\`) and holds
credentials by their variables, such as \`{ "${prefixes.at(0)}_API_TOKEN": "…" }\`. It has to be yours with mode 0600, in a folder of yours that
nobody else can write to. No tool can read these files. Every problem is told at once, before the server starts, and never with a value.

Values that orchestrators put in for what nobody set, such as \`<UNKNOWN>\`, count as unset.
${groups.map(([title, prefix, all]) => `\n## ${title}\n\n${table(prefix, all)}`).join('')}
## Every service

The same under each prefix: ${prefixes.map((prefix) => code(`${prefix}_…`)).join(', ')}.

${table('…', Object.values(common))}`;
}

test('docs/settings.md is what the table says', async () => {
  await expect(page()).toMatchFileSnapshot(fileURLToPath(new URL('docs/settings.md', root)));
});
