// What the compiler has to refuse. Each line that compiles where an error is expected fails the type check.
import type { OperationId } from '../../generated/operations.ts';
import type { pushgoRules } from '../../overrides/pushgo/rules.ts';
import type { pwpushRules } from '../../overrides/pwpush/rules.ts';
import type {
  InputDecision,
  OperationRule,
  OutputDecision,
  RuleBook,
  RuleOf,
  undecided,
} from '../../overrides/rule/operation-rule.ts';

/** A service as the generator would describe it. The real ones may change without this file. */
interface Notes {
  createNote: {
    inputs: { text: string; password: string; keep?: 1 | 7; rows?: number };
    secretInputs: 'text' | 'password';
    output: { token: string; text?: string | null; owner?: { name: string; mail?: string } | null };
    secretOutputs: 'text' | 'owner.mail';
    enums: { 'input.keep': 1 | 7 };
  };
  listNotes: {
    inputs: { page?: number };
    secretInputs: never;
    output: { token: string; link: string }[];
    secretOutputs: 'link';
    enums: Record<never, never>;
  };
}
type Book = { readonly [K in keyof Notes]: RuleOf<Notes[K]> };

const createNote = {
  input: { text: 'secret', password: 'credential', keep: 'plain', rows: { upTo: 50, otherwise: 20 } },
  output: { token: 'show', text: 'mask', owner: { name: 'show', mail: 'drop' } },
} as const;
const listNotes = {
  input: { page: 'unlisted' },
  output: { token: 'show', link: { show: 'because the caller made it' } },
} as const;
const { input, output } = createNote;

({ createNote, listNotes }) satisfies Book;

// 1. A new operation: nobody has decided about it
// @ts-expect-error Property 'listNotes' is missing
({ createNote }) satisfies Book;

// 2. A removed operation: its rule is left over
({
  createNote,
  listNotes,
  // @ts-expect-error 'readNote' does not exist in type
  readNote: listNotes,
}) satisfies Book;

// 3. A renamed field: the old name is unknown, the new one undecided
({
  // @ts-expect-error 'number' does not exist in type
  input: { number: 'plain' },
  output: listNotes.output,
}) satisfies Book['listNotes'];

// 4. A new field of an answer, at any depth: it is shown to nobody until somebody decides
({
  input,
  // @ts-expect-error Property 'text' is missing
  output: { token: 'show', owner: 'drop' },
}) satisfies Book['createNote'];
({
  input,
  output: {
    ...output,
    // @ts-expect-error Property 'mail' is missing
    owner: { name: 'show' },
  },
}) satisfies Book['createNote'];

// 5. Labels, where a tool reads them: a new member of the enumeration has none
({ ...createNote, labels: { 'input.keep': { 1: 'a day', 7: 'a week' } } }) satisfies Book['createNote'];
({
  ...createNote,
  // @ts-expect-error Property '7' is missing
  labels: { 'input.keep': { 1: 'a day' } },
}) satisfies Book['createNote'];

// 6. What `x-secret` marks: an argument is kept secret, or is none
({ ...input, text: 'hidden', password: { onlyWith: 'legacyPasswords' } }) satisfies Book['createNote']['input'];
({
  ...input,
  // @ts-expect-error '"plain"' is not assignable
  text: 'plain',
}) satisfies Book['createNote']['input'];
({
  ...input,
  // @ts-expect-error '"unlisted"' is not assignable
  text: 'unlisted',
}) satisfies Book['createNote']['input'];
({
  ...input,
  // @ts-expect-error no setting has this name
  password: { onlyWith: 'whatever' },
}) satisfies Book['createNote']['input'];

// 7. What `x-secret` marks in an answer, at any depth and in a list: shown for a written reason only
({ ...output, text: 'drop' }) satisfies Book['createNote']['output'];
({
  ...output,
  // @ts-expect-error '"show"' is not assignable
  text: 'show',
}) satisfies Book['createNote']['output'];
({
  ...output,
  owner: {
    name: 'show',
    // @ts-expect-error '"show"' is not assignable
    mail: 'show',
  },
}) satisfies Book['createNote']['output'];
({
  token: 'show',
  // @ts-expect-error '"show"' is not assignable
  link: 'show',
}) satisfies Book['listNotes']['output'];
({
  token: 'show',
  // @ts-expect-error '""' is no reason
  link: { show: '' },
}) satisfies Book['listNotes']['output'];
({
  // @ts-expect-error what is not marked needs no reason, and takes none
  token: { show: 'because it is asked for' },
  link: 'drop',
}) satisfies Book['listNotes']['output'];

// 8. The same in the real rule books: the marks of the specifications reach them
type Create = OperationRule<'pwpushV2CreatePush'>;
// @ts-expect-error the payload is secret
type _Payload = Fits<'plain', Create['input']['payload']>;
// @ts-expect-error the passphrase is secret
type _Passphrase = Fits<'show', Exclude<Create['output'], string>['passphrase']>;
type _Kind = Fits<'plain', Create['input']['kind']>;
// @ts-expect-error the password of a channel is secret
type _Password = Fits<'plain', OperationRule<'pushgoSendMessage'>['input']['password']>;
type _Books = [Fits<typeof pwpushRules, RuleBook<'pwpush'>>, Fits<typeof pushgoRules, RuleBook<'pushgo'>>];

// A scaffolded decision fits nothing
// @ts-expect-error undecided is no decision
type _Input = Fits<typeof undecided, InputDecision<string>>;
// @ts-expect-error undecided is no decision
type _Output = Fits<typeof undecided, OutputDecision<string>>;
type Fits<T extends U, U> = T;

// What retrieves a push has no name here
// @ts-expect-error reading a push is withheld
type _Show = (typeof operations)['pwpushV2ShowPush'];
// @ts-expect-error reading a push is withheld
type _Id = Fits<'pwpushV1ShowPush', OperationId>;
