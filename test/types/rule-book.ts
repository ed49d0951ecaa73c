// What the compiler has to refuse. Each line that compiles where an error is expected fails the type check.
import type { OperationId, operations } from '../../generated/operations.ts';
import { pwpushRules } from '../../overrides/pwpush/rules.ts';
import type {
  InputDecision,
  OperationRule,
  OutputDecision,
  RuleBook,
  undecided,
} from '../../overrides/rule/operation-rule.ts';

const { pwpushV2PreviewPush, ...others } = pwpushRules;
const { labels, ...unlabelled } = pwpushRules.pwpushV2CreatePush;
const { 17: _longest, ...shorter } = labels['input.expire_after_duration'];
type Preview = OperationRule<'pwpushV2PreviewPush'>;
type Create = OperationRule<'pwpushV2CreatePush'>;

({ ...others, pwpushV2PreviewPush }) satisfies RuleBook<'pwpush'>;

// 1. A new operation: nobody has decided about it
// @ts-expect-error Property 'pwpushV2PreviewPush' is missing
others satisfies RuleBook<'pwpush'>;

// 2. A removed operation: its rule is left over
({
  ...pwpushRules,
  // @ts-expect-error 'pwpushV2ReadPush' does not exist in type
  pwpushV2ReadPush: pwpushV2PreviewPush,
}) satisfies RuleBook<'pwpush'>;

// 3. A renamed field: the old name is unknown, the new one undecided
({
  // @ts-expect-error 'token' does not exist in type
  input: { token: 'secret', push_locale: 'hidden' },
  output: { url: 'show' },
}) satisfies Preview;

// 4. A new response field: it is shown to nobody until somebody decides
({
  input: { url_token: 'secret', push_locale: 'hidden' },
  // @ts-expect-error Property 'url' is missing
  output: {},
}) satisfies Preview;

// 5. A new enum member without a label
({
  ...unlabelled,
  // @ts-expect-error Property '17' is missing
  labels: { ...labels, 'input.expire_after_duration': shorter },
}) satisfies Create;

// @ts-expect-error labels may not be left out
unlabelled satisfies Create;

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
// @ts-expect-error e-mail is not exposed
type _Exposed = Fits<'pwpushV2NotifyPush', OperationId>;
