/** Whether a text is a gateway token that can stand in a header. */
export function isGatewayToken(text: string): boolean {
  return /^[\x21-\x7e]{1,4096}$/.test(text);
}
