import type { Answer, RecordData } from '../../api';
import { isObject } from '../../api/problem';

/** One attachment as the record stores it: a file the server keeps, or a URL. */
export interface Attachment extends RecordData {
  id: string;
  type: string;
}

export interface StoredFile {
  id: string;
  sha256: string;
  size: number;
  content_type: string;
  file_name: string;
}

export function attachmentsOf(value: Answer): Attachment[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) =>
    isObject(item) && typeof item.id === 'string'
      ? [{ ...item, id: item.id, type: typeof item.type === 'string' ? item.type : '' }]
      : [],
  );
}

/** What the list shows: the given name, else the file's own, else the address. */
export function attachmentName(attachment: RecordData): string {
  const given = [attachment.name, attachment.file_name, attachment.url];
  return given.find((text): text is string => typeof text === 'string' && text !== '') ?? '';
}

/** A given name that is emptied is gone, not an empty text. */
export function renamed(attachment: Attachment, name: string): Attachment {
  const given = name.trim();
  const { id, type, ...rest } = attachment;
  delete rest.name;
  return { id, type, ...rest, ...(given === '' ? {} : { name: given }) };
}

/** Where an attachment opens: http(s) addresses and our own files, nothing that could run. */
export function attachmentLink(attachment: RecordData): string | undefined {
  const { url, id } = attachment;
  if (typeof url === 'string') return /^https?:\/\//i.test(url) ? url : undefined;
  return typeof id === 'string' ? `/api/v1/files/${encodeURIComponent(id)}` : undefined;
}
