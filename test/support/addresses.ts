// Addresses of something that people open or devices fetch, as callers write them.

export const webAddresses = ['https://example.org', 'http://example.org/a?b#c', ' HTTPS://example.org/ '];

export const noWebAddresses = [
  ...['javascript:alert(1)', 'data:text/html,x', 'intent://x', 'file:///etc/passwd', 'mailto:a@example.org', 'ftp://x'],
  ...['example.org', '//example.org', '/path', 'https:', 'https://', 'https:example.org', 'http:\\\\example.org'],
];
