/**
 * A request recorded without credentials goes without; one with a bearer token, or a pair of e-mail and token, carries the
 * same. Beside the pair the same bearer token does no harm (docs/services/pwpush.md#authentication).
 */
export function compareCredentials(
  sent: (name: string) => string | undefined,
  recorded: Record<string, string>,
  token: string | undefined,
  isOther: boolean,
): string[] {
  const pair = recorded['X-User-Token'] !== undefined;
  const bearer = `Bearer ${token}`;
  const sentBearer = sent('authorization');
  if (isOther)
    return sentBearer === (token === undefined ? undefined : bearer) ? [] : ['not the configured token was sent'];
  const wanted = pair && token !== undefined ? bearer : recorded.Authorization;
  return [
    ...(sentBearer === wanted ? [] : ['the bearer token is not the recorded one']),
    ...(sent('x-user-token') === recorded['X-User-Token'] ? [] : ['X-User-Token is not the recorded one']),
    ...(sent('x-user-email') === recorded['X-User-Email'] ? [] : ['X-User-Email is not the recorded one']),
  ];
}
