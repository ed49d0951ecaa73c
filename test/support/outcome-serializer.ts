/** Prints the outcome of a call whole and in its own order, each entry of a list on one line. */
export const outcomeSerializer = {
  test: (value: unknown) => typeof value === 'object' && value !== null && ('refused' in value || 'result' in value),
  serialize: (value: unknown) => print(value, ''),
};

function print(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const lines = Array.isArray(value)
    ? value.map((item) => deeper + JSON.stringify(item))
    : Object.entries(value).map(([name, inner]) => `${deeper}${name}: ${print(inner, deeper)}`);
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}
