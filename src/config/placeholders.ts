// Tells a credential from what stands in its place where a template was not filled in, or a value was lost on the way.

/** In brackets, between signs or behind one, as shells, clients, templates and build servers write a name to be replaced. */
const TEMPLATES: readonly RegExp[] = [
  /^[$#]?\{{1,3}[^{}]*\}{1,3}#?$/,
  /^\$?\([^()]*\)$|^\(\([^()]*\)\)$/,
  /^<[^<>]*>$/,
  /^\[[^[\]]*\]$/,
  /^\$(?:[A-Z_][A-Z0-9_]*|env:\w+)$/,
  /^%{1,2}[a-z_][\w.-]*%{1,2}$/i,
  /^(__|@{1,2}|!)[a-z][\w.-]*\1$/i,
];

/** Words that ask the reader to put something in their place. */
const ASKING = new Set(
  (
    'your yours you yourtoken yourkey yourapikey yourapitoken here replace replaceme change changeme insert enter put paste ' +
    'fill placeholder dummy redacted todo tbd fixme xxx'
  ).split(' '),
);

/** Words that say what is to be put there. */
const ABOUT = new Set(
  (
    'a an the me my this it in with by to of for and own real actual secret token tokens key keys api apikey access auth ' +
    'bearer credential credentials password account user username email mail address value string text pwpush pushgo ' +
    'pushary pk sk example domain company com org net'
  ).split(' '),
);

const NOTHING = new Set(['null', 'undefined', 'none', 'nil', 'nan', 'na', 'n/a', 'false', '[object object]']);

/** Whether a text is a name in the form of a template, as a whole. */
export function isTemplate(value: string): boolean {
  return TEMPLATES.some((form) => form.test(value));
}

/** Whether a person or a program has yet to put a credential in the place of a text. */
export function isPlaceholder(value: string): boolean {
  if (isTemplate(value)) return true;
  const words = value
    .toLowerCase()
    .replace(/x{3,}|\.{3,}|\*{3,}|[…•]+/g, ' xxx ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const asks = value.startsWith('$') || words.some((word) => ASKING.has(word));
  return asks && words.length > 0 && words.every((word) => ASKING.has(word) || ABOUT.has(word));
}

/** Why a text cannot be a credential, to go on after the name of its setting; undefined where it can. */
export function problemOfCredential(value: string): string | undefined {
  if (/^(["'`]).*\1$|^[“”„‘’«].*[“”‘’»]$/s.test(value)) return 'stands in quotation marks as a whole. Leave them out.';
  const bare = value.toLowerCase().replace(/^[<(](.*)[>)]$/, '$1');
  if (NOTHING.has(bare)) return 'is a word for nothing. Leave the setting out, or set it to the credential.';
  return undefined;
}
