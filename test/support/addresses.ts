/** Web addresses with a host, as people write them. */
export const webAddresses = [
  'https://example.org',
  'https://example.org/a/b.png?x=y&z#ä',
  'HTTP://EXAMPLE.ORG:8080/a b',
  'http://[::1]/x',
  ' https://example.org/1.png\n',
];

/** What is none: it runs code, opens an app or a file, or leads nowhere. */
export const noWebAddresses = [
  'javascript:alert(1)',
  'JavaScript:alert(1)//https://example.org',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'intent://example.org#Intent;end',
  'file:///etc/passwd',
  'ftp://example.org/x',
  'example.com',
  '//example.org/x',
  '/x',
  'https:example.org',
  'https:/example.org',
  'https://',
  'https:///x',
  'http://?x',
  'https://exa\nmple.org',
  'https://exa\tmple.org',
  'https://exa mple.org',
  'https://%zz',
  'mailto:a@example.org',
  'x',
];
