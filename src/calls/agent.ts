import { basename } from 'node:path';
import { sha256 } from '../../overrides/rule/digest.ts';
import type { Agent } from '../../overrides/rule/tool-rule.ts';
import { cleanText } from '../policy/clean.ts';

/** What a client says of itself. Its words: foreign text. */
export interface ClientIntroduction {
  readonly name: string;
  readonly title?: string | undefined;
}

const LONGEST_NAME = 100;

/**
 * Who is at work, for services that show it to people: `Claude Code - shop` after the client and the folder
 * that the server was started in; one id for each window, which is a process or a connection; and one for the machine, which
 * does not tell its name. A caller from elsewhere has neither folder nor machine here: this server's host is not its own.
 */
export function describeAgent(
  client: ClientIntroduction | undefined,
  sessionId: string,
  place: { readonly hostname: string; readonly folder: string } | undefined,
): Agent {
  const [title, name] = [client?.title, client?.name].map((text = '') => cleanText(text).trim());
  const agent = title || name || 'Agent';
  if (!place) return { agentName: shorten(agent), sessionId };
  const project = cleanText(basename(place.folder)).trim() || 'workspace';
  return {
    agentName: shorten(`${agent} - ${project}`),
    sessionId,
    ...(place.hostname !== '' && { machineId: sha256(place.hostname).slice(0, 8) }),
  };
}

/** No half of a character is left at the end. */
function shorten(name: string): string {
  return name.slice(0, LONGEST_NAME).replace(/[\uD800-\uDBFF]$/, '');
}
