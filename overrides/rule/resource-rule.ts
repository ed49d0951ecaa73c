import type { Channels } from './channels.ts';

/** A resource as it is listed. Its name may be foreign text. */
export interface ListedResource {
  readonly uri: string;
  readonly name: string;
  readonly description?: string;
}

/** The resources of a service: JSON documents, read without asking the service. */
export interface ResourceBook {
  /** They are on where this tool is on. */
  readonly tool: string;
  readonly templates: readonly { readonly uriTemplate: string; readonly name: string; readonly description: string }[];
  readonly list: (channels: Channels) => readonly ListedResource[];
  /** The document, or undefined where there is no such resource. */
  readonly read: (uri: string, channels: Channels) => object | undefined;
}
