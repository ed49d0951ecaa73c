// Shows each service at work through the built server, against emulators on this machine, and checks every step.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Assistant, startAssistant } from './assistant.ts';
import { askPerson } from './pushary.ts';
import { sendMessages } from './pushgo.ts';
import { secrets, shareSecrets } from './pwpush.ts';
import { credential, tellStory } from './story.ts';
import { check, say } from './transcript.ts';

async function demo(assistant: Assistant): Promise<void> {
  const { tools } = await assistant.client.listTools();
  const server = assistant.client.getServerVersion();
  say(`${server?.name} ${server?.version} over stdio, MCP ${assistant.client.getNegotiatedProtocolVersion()}`);
  say(
    `${tools.length} tools, such as ${tools
      .slice(0, 4)
      .map(({ name }) => name)
      .join(', ')}`,
  );
  await shareSecrets(assistant);
  await sendMessages(assistant);
  await askPerson(assistant);
  await tellStory(assistant);
  say();
  const said = assistant.said.join('\n');
  check(
    [...Object.values(secrets), credential].every((secret) => !said.includes(secret.trim())),
    'in all that the server said, results and log, there was no secret',
  );
}

const fileRoot = await mkdtemp(join(tmpdir(), 'push-mcp-demo-'));
let assistant: Assistant | undefined;
try {
  await writeFile(join(fileRoot, 'key.txt'), secrets.file);
  assistant = await startAssistant(fileRoot);
  await demo(assistant);
  say('\nAll as expected. To try it in a client: claude mcp add push-sandbox -- npx -y push-mcp@0 --sandbox');
} catch (error) {
  say(`\nThe demo failed. ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await assistant?.close();
  await rm(fileRoot, { recursive: true, force: true });
}
