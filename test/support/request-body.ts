// Whether a body that a tool sent would have got the answer that was recorded for another one.

export interface RecordedBody {
  readonly json?: unknown;
  readonly multipart?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly filename?: string;
    readonly content?: string;
  }[];
}

interface Fields {
  readonly wrapper: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Name of the part, file name and content. */
  readonly files: readonly string[];
}

/**
 * A tool fills in every field, the recorded requests only some. So: the recorded fields have to be sent as recorded, and each
 * further one has to ask for what the answer grants. Where the answer is a refusal the further ones do not decide it.
 * Fields named in `despite` are left out on both sides.
 */
export async function compareBodies(
  recorded: RecordedBody,
  { body, contentType }: { body: unknown; contentType: string | undefined },
  answer: { readonly status: number; readonly json?: unknown },
  despite: readonly string[],
): Promise<string[]> {
  const wanted = 'json' in recorded ? fromJson(recorded.json) : recorded.multipart && fromParts(recorded.multipart);
  const sent = await readSent(body, contentType);
  if (!wanted || !sent) return wanted === sent ? [] : [`a body was ${wanted ? 'not ' : ''}sent`];
  const problems: string[] = [];
  if (sent.wrapper !== wanted.wrapper) problems.push(`the wrapper is ${sent.wrapper}`);
  if (!despite.includes('files') && sent.files.join() !== wanted.files.join())
    problems.push('the files are not the recorded ones');
  for (const [name, value] of Object.entries(wanted.fields)) {
    if (!despite.includes(name) && sent.fields[name] !== value) problems.push(`${name} is not the recorded one`);
  }
  const granted = { kind: sent.files.length > 0 ? 'file' : 'text', ...(answer.json as object) } as Record<
    string,
    unknown
  >;
  for (const [name, value] of Object.entries(sent.fields)) {
    if (name in wanted.fields || despite.includes(name) || answer.status >= 300) continue;
    // Null: does not apply to this kind of push
    if (granted[name] !== null && String(granted[name]) !== value)
      problems.push(`${name} is not what the answer grants`);
  }
  return problems;
}

async function readSent(body: unknown, contentType = ''): Promise<Fields | undefined> {
  if (typeof body === 'object' && body !== null) return fromJson(body);
  if (body === '' || body === undefined) return undefined;
  if (contentType.startsWith('application/json')) return fromJson(JSON.parse(String(body)));
  if (!contentType.startsWith('multipart/form-data')) throw new Error('A body is neither JSON nor a form.');
  const parts = [];
  for (const [name, value] of await new Response(String(body), {
    headers: { 'content-type': contentType },
  }).formData()) {
    parts.push(
      typeof value === 'string' ? { name, value } : { name, filename: value.name, content: await value.text() },
    );
  }
  return fromParts(parts);
}

function fromJson(json: unknown): Fields {
  const [[wrapper, inner] = ['', {}], ...others] = Object.entries(json as object);
  const fields = Object.entries(inner as object).map(([name, value]) => [name, String(value)]);
  return { wrapper: [wrapper, ...others.map(([name]) => name)].join(), fields: Object.fromEntries(fields), files: [] };
}

function fromParts(parts: NonNullable<RecordedBody['multipart']>): Fields {
  const fields: Record<string, string> = {};
  const files: string[] = [];
  const wrappers = new Set<string>();
  for (const { name, value, filename, content } of parts) {
    const [, wrapper = '', field = name] = /^(\w+)\[(\w+)\]/.exec(name) ?? [];
    wrappers.add(wrapper);
    if (filename === undefined) fields[field] = value ?? '';
    else files.push(`${name} ${filename} ${content}`);
  }
  return { wrapper: [...wrappers].join(), fields, files };
}
