import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { explainOperation, printYaml } from '../../codegen/explain.ts';
import { typeCheck } from './compile.ts';
import { generator, withProject } from './project.ts';

test('served.ts and tools.lock.json', () =>
  withProject(async (project) => {
    await generator.run(project);
    const files = await project.generated();
    const { served } = (await import(pathToFileURL(join(project.root, 'generated/served.ts')).href)) as {
      served: { name: string }[];
    };
    expect(served.find(({ name }) => name === 'create_note')).toMatchInlineSnapshot(`
      {
        "annotations": {
          "destructiveHint": false,
          "idempotentHint": false,
          "openWorldHint": true,
          "readOnlyHint": false,
        },
        "description": "Store a note. Does not show it.",
        "effect": "create",
        "inputSchema": {
          "properties": {
            "kind": {
              "default": "plain",
              "enum": [
                "plain",
                "link",
              ],
              "type": "string",
            },
            "text": {
              "type": "string",
            },
          },
          "required": [
            "text",
          ],
          "type": "object",
        },
        "name": "create_note",
        "outputSchema": {
          "properties": {
            "url": {
              "type": "string",
            },
          },
          "type": "object",
        },
        "title": "Create a note",
        "toolset": "notes",
      }
    `);
    const lock = JSON.parse(files['generated/tools.lock.json'] ?? '') as {
      tools: Record<string, unknown>;
      rules: Record<string, unknown>;
    };
    expect(lock.tools.create_note).toMatchInlineSnapshot(`
      {
        "annotations": {
          "destructiveHint": false,
          "idempotentHint": false,
          "openWorldHint": true,
          "readOnlyHint": false,
        },
        "description": "9291d5ee6eca",
        "effect": "create",
        "input": {
          "kind": {
            "default": "plain",
            "enum": [
              "plain",
              "link",
            ],
            "type": "string",
          },
          "text": {
            "required": true,
            "type": "string",
          },
        },
        "output": {
          "url": {
            "type": "string",
          },
        },
        "requests": {
          "notesV2CreateNote": "POST /v2/notes.json",
        },
        "title": "Create a note",
        "toolset": "notes",
      }
    `);
    expect(lock.rules.notesV2CreateNote).toMatchInlineSnapshot(`
      {
        "input": {
          "account_id": "hidden",
          "keep": "plain",
          "kind": "plain",
          "locale": "hidden",
          "request_id": "hidden",
          "shared": "plain",
          "text": "secret",
        },
        "output": {
          "created_at": "show",
          "link": "show",
          "text": "drop",
          "token": "show",
          "views.agent": "show",
          "views.kind": "show",
        },
      }
    `);
  }));

test('--explain', () =>
  withProject(async (project) => {
    const { result } = await generator.code(project);
    if (!result) throw new Error('refused');
    const explained = (id: string) => printYaml(explainOperation(result.model, id) ?? {});
    expect(explained('notesV2CreateNote')).toMatchInlineSnapshot(`
      "specification:
        place: specs/notes-v2.yaml#/paths/~1v2~1notes.json/post
        request: POST /v2/notes.json
        since: 2.3.0
      model:
        effect: create
        idempotencyKey: request_id
        input:
          account_id?:
            body: integer
          keep?:
            body:note: 1 | 7 | 30
          kind? (since 2.4.0):
            body:note: plain | link
          locale?:
            query: string
          request_id?:
            body: string
          shared?:
            body:note: boolean | null
          text (secret):
            body:note: string
        success:
          - 201
        output:
          created_at?: string
          link?: string
          text? (secret): string
          token: string
          views?:
            - agent?: string | null
              kind?: opened | refused | …
      tool:
        create_note: carries the name
        toolset: notes
        description: Store a note. Does not show it.
      "
    `);
    expect(explained('notesV1PreviewNote')).toMatchInlineSnapshot(`
      "specification:
        place: specs/notes-v1.yaml#/paths/~1n~1{token}~1preview.json/get
        request: GET /n/{token}/preview.json
        until: 2.2.99
      model:
        effect: read
        input:
          X-Locale?:
            header: string
          token:
            path: string
        success:
          - 200
        output:
          url: string
      tool:
        preview_note: variant of notesV2PreviewNote
        toolset: notes
        description: Get the link of a note. Does not open it.
      "
    `);
    expect(explained('notesV2ShowNote')).toMatchInlineSnapshot(`
      "specification:
        place: specs/notes-v2.yaml#/paths/~1v2~1notes~1{token}.json/get
        request: GET /v2/notes/{token}.json
      withheld:
        effect: consume
        reason: Reads the note.
        means: neither type nor schema nor tool
      "
    `);
    expect(explained('notesV2NotifyNote')).toMatchInlineSnapshot(`
      "specification:
        place: specs/notes-v2.yaml#/paths/~1v2~1notes~1{token}~1notify.json/post
        request: POST /v2/notes/{token}/notify.json
      withheld:
        effect: notify
        reason: Sends mail.
        means: neither type nor schema nor tool
      "
    `);
    expect(explainOperation(result.model, 'notesV2Nothing')).toBeUndefined();
  }));

test('what no tool stands on is in no file but the list of what is withheld', () =>
  withProject(async (project) => {
    await generator.run(project);
    for (const [path, text] of Object.entries(await project.generated())) {
      const rest = path === 'generated/operations.ts' ? text.slice(0, text.indexOf('export const withheld')) : text;
      expect(rest, path).not.toMatch(
        /ShowNote|OpenedNote|Reads the note|NotifyNote|notify\.json|recipients|Sends mail/,
      );
    }
  }));

test('an operation that gets a tool is generated like any other, its body without a wrapper as it stands', () =>
  withProject(async (project) => {
    await project.edit('notes-v2', (document) => {
      document.paths['/v2/notes/{token}/notify.json'].post['x-tool'] = {
        name: 'notify_note',
        title: 'Notify',
        toolset: 'notes',
        description: 'Send mail.',
      };
    });
    await generator.writeCode(project);
    const operations = await project.read('generated/operations.ts');
    expect(operations).toContain(
      'notesV2NotifyNote: Flat<Place<NotesV2["notesV2NotifyNote"], "path"> & Body<NotesV2["notesV2NotifyNote"]>>;',
    );
    expect(operations).toContain('recipients: "body",\n      token: "path",\n    },\n    secret: ["recipients"],');
    expect(operations.slice(operations.indexOf('export const withheld'))).not.toContain('NotifyNote');
    expect(await project.read('generated/notes-v2/schemas.ts')).toContain(
      'recipients: z.array(z.string()).max(5).describe("Addresses."),',
    );
    expect(typeCheck([join(project.root, 'generated/operations.ts')])).toEqual([]);
  }));

test('an API that no tool stands on is known by what is withheld alone, and its code compiles', () =>
  withProject(async (project) => {
    await project.edit('notes-v1', (document) => {
      document.paths['/n/{token}/preview.json'].get['x-tool'] = { expose: false, reason: 'Old.' };
    });
    await generator.writeCode(project);
    expect(await project.read('generated/operations.ts')).toContain(
      '{ api: "notes-v1", operationId: "notesV1PreviewNote", method: "GET", path: "/n/{token}/preview.json", effect: "read" },',
    );
    const modules = ['operations.ts', 'schemas.ts', 'tools.ts'];
    expect(typeCheck(modules.map((path) => join(project.root, 'generated', path)))).toEqual([]);
  }));

test('the generated code compiles, and refuses what it should, with the strictest options', () =>
  withProject(async (project) => {
    await generator.run(project);
    await copyFile(fileURLToPath(new URL('./fixtures/usage.ts', import.meta.url)), join(project.root, 'usage.ts'));
    expect(typeCheck([join(project.root, 'usage.ts')])).toEqual([]);
  }));
