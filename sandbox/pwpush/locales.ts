// Languages that links and mails can be asked in. The emulator itself speaks English only.
const enabled = new Set(
  'ca cs da de en en-GB es eu fi fr ga hi hu id is it ja ko lv nl no pl pt-BR pt-PT ro ru sk sr sv th uk ur zh-CN'.split(
    ' ',
  ),
);

export function isEnabledLocale(code: string): boolean {
  return enabled.has(code);
}
