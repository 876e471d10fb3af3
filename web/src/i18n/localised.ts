import type { Locale, LocalisedText } from '../api';

/** The text of a definition's label in the language of the page. */
export function localised(text: LocalisedText | string | undefined, locale: Locale): string {
  if (text === undefined) return '';
  return typeof text === 'string' ? text : text[locale] || text['zh-CN'];
}
