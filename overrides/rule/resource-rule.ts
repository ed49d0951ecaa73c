import type { Channels } from './channels.ts';

/** The resources of a service: JSON documents, read without asking the service. */
export interface ResourceBook {
  /** They are on where this tool is on. */
  readonly tool: string;
  readonly templates: readonly { readonly uriTemplate: string; readonly name: string; readonly description: string }[];
  /** The resources as they are listed. A name may be foreign text. */
  readonly list: (
    channels: Channels,
  ) => readonly { readonly uri: string; readonly name: string; readonly description?: string }[];
  /** The document, or undefined where there is no such resource. */
  readonly read: (uri: string, channels: Channels) => object | undefined;
}
