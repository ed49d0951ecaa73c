/** A tool as it is listed, with what the server itself needs to know of it. */
export interface ServedTool<Toolset extends string = string> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly toolset: Toolset;
  readonly effect: 'read' | 'create' | 'update' | 'destroy' | 'notify';
  readonly annotations: { readonly [hint: string]: boolean };
  readonly inputSchema: { readonly type: 'object'; readonly [keyword: string]: unknown };
  readonly outputSchema: { readonly type: 'object'; readonly [keyword: string]: unknown };
  /** Arguments that are listed and taken only while a setting is on, with its name. */
  readonly onlyWith?: { readonly [argument: string]: string };
}
