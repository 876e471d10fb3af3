/** Uploads to a company: each file with its progress, then put to it; what failed can be sent again. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { newId } from '../../api/new_id';
import { upload, type Upload } from '../../form/attachments/upload';
import { useHold } from '../../shell';
import type { Company } from './companies_api';
import { addFile } from './files_api';

export interface Sending {
  key: string;
  file: File;
  percent: number;
  /** Why it did not get there; nothing: it is on its way. */
  error?: unknown;
}

export function useCompanyUpload(company: Company, changed: () => Promise<unknown>) {
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const running = useRef(new Map<string, Upload>());
  useHold(sending.length > 0);
  useEffect(() => {
    const uploads = running.current;
    return () => uploads.forEach((one) => one.abort());
  }, []);

  const change = (key: string, values: Partial<Sending>) =>
    setSending((all) => all.map((one) => (one.key === key ? { ...one, ...values } : one)));
  const remove = useCallback((key: string) => {
    running.current.get(key)?.abort();
    running.current.delete(key);
    setSending((all) => all.filter((one) => one.key !== key));
  }, []);

  const run = async ({ key, file }: Sending) => {
    change(key, { percent: 0, error: undefined });
    const one = upload(file, '', (percent) => change(key, { percent }));
    running.current.set(key, one);
    try {
      await addFile(company, (await one.done).id);
      await changed();
      remove(key);
    } catch (error) {
      running.current.delete(key);
      change(key, { error });
    }
  };
  const add = (files: readonly File[]) => {
    const added = files.map((file): Sending => ({ key: newId(), file, percent: 0 }));
    setSending((all) => [...all, ...added]);
    for (const one of added) void run(one);
  };
  return { sending, add, again: (one: Sending) => void run(one), remove };
}
