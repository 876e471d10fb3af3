import type { Locale, LocalisedText } from '../api';

/** The text of a definition's label in the language of the page. */
export function localised(
  text: Partial<LocalisedText> | string | undefined,
  locale: Locale,
): string {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  const { [locale]: own = '', 'zh-CN': chinese = '' } = text;
  return own || chinese;
}
