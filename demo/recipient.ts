// The person at the other end of a link, without a browser: opens pages, presses the button, downloads.

export interface Page {
  readonly status: number;
  readonly title: string;
  readonly html: string;
  /** Where the page sends the browser on to. */
  readonly location: string | null;
}

export async function openPage(url: string): Promise<Page> {
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { accept: 'text/html', 'user-agent': 'Demo recipient' },
  });
  const html = await response.text();
  const title = /<h1>([^<]*)<\/h1>/.exec(html)?.[1] ?? '';
  return { status: response.status, title, html, location: response.headers.get('location') };
}

/** Opens a share link and presses the button of its first page, which uses up no view by itself. */
export async function openSecret(shareLink: string): Promise<{ step: Page; secret: Page }> {
  const step = await openPage(shareLink);
  const button = /class="button" href="([^"]+)"/.exec(step.html)?.[1];
  return { step, secret: button === undefined ? step : await openPage(new URL(button, shareLink).href) };
}

export function textOf(page: Page): string {
  return /<pre[^>]*>([^<]*)<\/pre>/.exec(page.html)?.[1] ?? '';
}

export async function download(page: Page, shareLink: string): Promise<string> {
  const path = /<a href="([^"]+)" download/.exec(page.html)?.[1];
  return path === undefined ? '' : (await fetch(new URL(path, shareLink))).text();
}
