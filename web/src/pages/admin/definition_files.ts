/** Definitions from and to files of the person's own. */
import { isObject } from '../../api/problem';
import { saveFile } from '../parts/save_file';

/** Undefined when the file holds no JSON object. */
export async function readJsonObject(file: File): Promise<Record<string, unknown> | undefined> {
  try {
    const found: unknown = JSON.parse(await file.text());
    return isObject(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a file is, or says it is, an Excel workbook. */
export async function isWorkbook(file: File): Promise<boolean> {
  return /\.xlsx$/i.test(file.name) || (await file.slice(0, 4).text()) === 'PK\u0003\u0004';
}

export function saveJson(name: string, document_: unknown): void {
  saveFile(
    name,
    new Blob([JSON.stringify(document_, null, 2), '\n'], { type: 'application/json' }),
  );
}
