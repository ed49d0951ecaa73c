/** Runs of a property: all of them where PUSH_MCP_ALL_RUNS=1 is set, else a tenth, and ten at least. */
export const runs = (all: number): number =>
  process.env.PUSH_MCP_ALL_RUNS === '1' ? all : Math.max(10, Math.ceil(all / 10));
