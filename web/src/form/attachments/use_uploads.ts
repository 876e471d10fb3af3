import { useCallback, useEffect, useRef, useState } from 'react';
import { newId } from '../../api/new_id';
import { useHold } from '../../shell';
import type { StoredFile } from './attachment';
import { upload } from './upload';
import type { Upload } from './upload';

/** A file that was picked and is not yet an attachment: it lacks a type, is on its way, or failed. */
export interface PendingFile {
  key: string;
  file: File;
  type: string | undefined;
  percent: number | null;
  error: unknown;
}

export function useUploads(onStored: (stored: StoredFile, pending: PendingFile) => void) {
  const [pending, setPending] = useState<readonly PendingFile[]>([]);
  const running = useRef(new Map<string, Upload>());
  useHold(pending.length > 0);

  useEffect(() => {
    const uploads = running.current;
    return () => uploads.forEach((one) => one.abort());
  }, []);

  const change = useCallback((key: string, values: Partial<PendingFile>) => {
    setPending((all) => all.map((one) => (one.key === key ? { ...one, ...values } : one)));
  }, []);

  const remove = useCallback((key: string) => {
    running.current.get(key)?.abort();
    running.current.delete(key);
    setPending((all) => all.filter((one) => one.key !== key));
  }, []);

  const add = useCallback((files: readonly File[], refusal: (file: File) => unknown) => {
    const added = files.map((file): PendingFile => ({
      key: newId(),
      file,
      type: undefined,
      percent: null,
      error: refusal(file),
    }));
    setPending((all) => [...all, ...added]);
  }, []);

  /** Starts, or starts again: the type is known from here on. */
  const send = useCallback(
    async (one: PendingFile, type: string) => {
      change(one.key, { type, percent: 0, error: undefined });
      const started = upload(one.file, type, (percent) => change(one.key, { percent }));
      running.current.set(one.key, started);
      try {
        const stored = await started.done;
        onStored(stored, { ...one, type });
        remove(one.key);
      } catch (error) {
        change(one.key, { percent: null, error });
      } finally {
        running.current.delete(one.key);
      }
    },
    [change, onStored, remove],
  );

  return { pending, add, send, remove };
}
