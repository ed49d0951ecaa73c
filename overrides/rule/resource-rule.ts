import type { ToolContext } from './tool-rule.ts';

/** The resources of a service: JSON documents. */
export interface ResourceBook {
  /** They are on where this tool is on. */
  readonly tool: string;
  readonly templates: readonly { readonly uriTemplate: string; readonly name: string; readonly description: string }[];
  /** The resources as they are listed. A name may be foreign text. */
  readonly list: (
    ctx: ToolContext,
  ) => Promise<readonly { readonly uri: string; readonly name: string; readonly description?: string }[]>;
  /** The document, or undefined where there is no such resource. */
  readonly read: (uri: string, ctx: ToolContext) => Promise<object | undefined>;
}
