import { useCallback, useEffect, useRef, useState } from 'react';
import { newId } from '../../api/new_id';
import { useHold } from '../../shell';
import { localData } from '../../sync';
import type { LocalData } from '../../sync';
import type { StoredFile } from './attachment';
import { smallerImage } from './smaller_image';
import { upload } from './upload';
import type { Upload } from './upload';

/** A file that was picked and is not yet an attachment: it lacks a type, is on its way, or failed. */
export interface PendingFile {
  key: string;
  file: File;
  /** What is offered instead, and whether it was taken. */
  smaller: File | undefined;
  takesSmaller: boolean;
  mustBeSmaller: boolean;
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

  const add = useCallback(
    (files: readonly File[], refusal: (file: File) => unknown) => {
      const added = files.map((file): PendingFile => ({
        key: newId(),
        file,
        smaller: undefined,
        takesSmaller: false,
        mustBeSmaller: false,
        type: undefined,
        percent: null,
        error: refusal(file),
      }));
      setPending((all) => [...all, ...added]);
      for (const { key, file } of added) {
        void smallerImage(file).then((smaller) => {
          if (smaller && refusal(smaller) === undefined) {
            change(key, { smaller, ...(refusal(file) !== undefined && onlySmaller) });
          }
        });
      }
    },
    [change],
  );

  const choose = useCallback(
    (key: string, takesSmaller: boolean) => change(key, { takesSmaller }),
    [change],
  );

  const started = useCallback(
    (file: File, type: string, key: string) => {
      const one = upload(file, type, (percent) => change(key, { percent }));
      running.current.set(key, one);
      return one.done;
    },
    [change],
  );

  /** Starts, or starts again: the type is known from here on. */
  const send = useCallback(
    async (one: PendingFile, type: string) => {
      const file = one.takesSmaller && one.smaller ? one.smaller : one.file;
      change(one.key, { type, percent: 0, error: undefined });
      try {
        const local = localData();
        const stored =
          local?.snapshot().state === 'ready'
            ? await keep(local, file)
            : await started(file, type, one.key);
        onStored(stored, { ...one, file, type });
        remove(one.key);
      } catch (error) {
        change(one.key, { percent: null, error });
      } finally {
        running.current.delete(one.key);
      }
    },
    [change, onStored, remove, started],
  );

  return { pending, add, choose, send, remove };
}

/** What is too large as it is may go as something smaller. */
const onlySmaller = { takesSmaller: true, mustBeSmaller: true, error: undefined };

/** On this device, from where it goes to the server by itself. */
async function keep(local: LocalData, file: File): Promise<StoredFile> {
  const { id, sha256, size, content_type, file_name } = await local.ask({
    ask: 'attach',
    id: newId(),
    file_name: file.name,
    content: file,
  });
  return { id, sha256, size, content_type, file_name };
}
