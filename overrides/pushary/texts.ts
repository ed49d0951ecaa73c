import { futureInstant, httpsAddress, notBlank, type TextChecks, webAddress } from '../rule/text-checks.ts';

/** What text arguments of the tools have to be beyond their schemas, by name and at any depth: steps of a flow hold addresses as well. */
export const texts: TextChecks = {
  title: notBlank,
  // Opened on tap, or fetched by the devices
  url: webAddress,
  actionUrl: webAddress,
  iconUrl: webAddress,
  imageUrl: webAddress,
  // The answer of the person is sent there
  callbackUrl: httpsAddress,
  scheduledAt: futureInstant,
};
