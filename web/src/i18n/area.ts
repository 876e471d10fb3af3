/** "../pages/inbox/locales/en.json" → "inbox/en": namespace and language of a text file. */
export function areaOf(file: string): string {
  const parts = file.split('/');
  const area = parts[parts.length - 3] ?? '';
  const language = (parts[parts.length - 1] ?? '').replace(/\.json$/, '');
  return `${area}/${language}`;
}
