// Sends a recorded request over HTTP. Not with fetch: the recordings set Host, which fetch does not allow.
import { request as httpRequest } from 'node:http';
import type { Exchange, Generated } from './recordings.ts';

export interface Reply {
  status: number;
  headers: Record<string, string>;
  text: string;
}

export interface Message {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
}

export function send(origin: string, { method, path, headers, body }: Message): Promise<Reply> {
  const { hostname, port } = new URL(origin);
  const length = body === undefined ? {} : { 'Content-Length': String(body.length) };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, method, path, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function isGenerated(value: unknown): value is Generated {
  return typeof value === 'object' && value !== null && 'generate' in value && 'length' in value;
}

function expand(_key: string, value: unknown): unknown {
  return isGenerated(value) ? value.generate.repeat(value.length) : value;
}

const boundary = 'recorded-boundary';

function writeMultipart(parts: NonNullable<Exchange['request']['multipart']>): string {
  const texts = parts.map(({ name, value, filename, contentType, content }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"`;
    const type = contentType === undefined ? '' : `Content-Type: ${contentType}\r\n`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${type}\r\n${content ?? value}\r\n`;
  });
  return `${texts.join('')}--${boundary}--\r\n`;
}

export function writeBody({ json, form, multipart, text }: Partial<Exchange['request']>): Buffer | undefined {
  if (json !== undefined) return Buffer.from(JSON.stringify(json, expand));
  if (form !== undefined) return Buffer.from(new URLSearchParams(form).toString());
  if (multipart !== undefined) return Buffer.from(writeMultipart(multipart));
  return text === undefined ? undefined : Buffer.from(text);
}

export function messageOf(request: Exchange['request'], path: string): Message {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      value === 'multipart/form-data' ? `${value}; boundary=${boundary}` : value,
    ]),
  );
  const body = writeBody(request);
  return { method: request.method, path, headers, ...(body === undefined ? {} : { body }) };
}
