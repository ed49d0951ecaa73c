import { basename } from 'node:path';
import { sha256 } from '../../overrides/rule/digest.ts';
import type { Agent } from '../../overrides/rule/tool-rule.ts';
import { cleanText, cutText } from '../policy/clean.ts';

/** What a client says of itself. Its words: foreign text. */
export interface ClientIntroduction {
  readonly name: string;
  readonly title?: string | undefined;
}

const LONGEST_NAME = 100;

/**
 * Describes the agent that is at work, for services that show it to people. Its name is `Claude Code - shop`, after the client
 * and the folder that the server was started in. `sessionId` is one window of it: a process or a connection. The id of the
 * machine does not tell the machine's name. Without a `place` the caller is on another machine, so there is neither.
 */
export function describeAgent(
  client: ClientIntroduction | undefined,
  sessionId: string,
  place: { readonly hostname: string; readonly folder: string } | undefined,
): Agent {
  const [title, name] = [client?.title, client?.name].map((text = '') => cleanText(text).trim());
  const agent = title || name || 'Agent';
  if (!place) return { agentName: cutText(agent, LONGEST_NAME), sessionId };
  const project = cleanText(basename(place.folder)).trim() || 'workspace';
  return {
    agentName: cutText(`${agent} - ${project}`, LONGEST_NAME),
    sessionId,
    ...(place.hostname !== '' && { machineId: sha256(place.hostname).slice(0, 8) }),
  };
}
