/** JSON documents from and to files of the person's own. */
import { isObject } from '../../api/problem';

/** Undefined when the file holds no JSON object. */
export async function readJsonObject(file: File): Promise<Record<string, unknown> | undefined> {
  try {
    const found: unknown = JSON.parse(await file.text());
    return isObject(found) && !Array.isArray(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

export function saveJson(name: string, document_: unknown): void {
  const blob = new Blob([JSON.stringify(document_, null, 2), '\n'], { type: 'application/json' });
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
