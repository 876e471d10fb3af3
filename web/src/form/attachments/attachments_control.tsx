import { InboxOutlined, LinkOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from '../../i18n';
import type { ControlProps } from '../controls/control';
import { choiceItems, isOffered } from '../model/definition';
import { useForm, useLocale } from '../model/form_context';
import { fileSize } from '../model/presentation';
import { attachmentsOf, renamed } from './attachment';
import type { Attachment, StoredFile } from './attachment';
import { AttachmentRow } from './attachment_row';
import styles from './attachments.module.css';
import { PendingRow } from './pending_row';
import { UrlRow } from './url_row';
import { useUploads } from './use_uploads';
import type { PendingFile } from './use_uploads';

/** Files by drag and drop or button, and URLs; each needs its document type before it counts. */
export function AttachmentsControl(props: ControlProps) {
  const { path, field, view, id, labelId, describedBy } = props;
  const { t } = useTranslation('form');
  const store = useForm();
  const locale = useLocale();
  const [over, setOver] = useState(false);
  const [addingUrl, setAddingUrl] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const items = attachmentsOf(view.state.value);
  const day = dayjs().format('YYYY-MM-DD');
  const types = useMemo(
    () =>
      choiceItems(store.bundle, field)
        .filter((item) => isOffered(item, day))
        .map((item) => ({ value: item.code, label: localised(item.label, locale) })),
    [store, field, locale, day],
  );
  const editable = !view.state.readonly && !view.state.calculated;

  const place = useRef(path);
  useEffect(() => {
    place.current = path;
  });

  const replace = useCallback(
    (change: (list: Attachment[]) => Attachment[]) => {
      // From the store, not from this render: several uploads may end between two renders, and rows may move meanwhile.
      const path = place.current;
      const list = change(attachmentsOf(store.view(path).state.value));
      store.set(path, list.length === 0 ? null : list);
      store.touch(path);
    },
    [store],
  );
  const onStored = useCallback(
    (stored: StoredFile, { type, file }: PendingFile) => {
      const attachment = { ...stored, file_name: stored.file_name || file.name, type: type ?? '' };
      replace((list) => [...list, attachment]);
    },
    [replace],
  );
  const uploads = useUploads(onStored);
  const busy = uploads.pending.length > 0;
  useEffect(() => {
    store.setBusy(path, busy);
    return () => store.setBusy(path, false);
  }, [store, path, busy]);

  const refusal = (file: File): unknown => {
    if (file.size === 0) return store.text('attachment.empty', {}, locale);
    const most = field.max_bytes;
    if (most === undefined || file.size <= most) return undefined;
    return t('attachments.too_large', { most: fileSize(most) });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    uploads.add([...event.dataTransfer.files], refusal);
  };

  return (
    <div
      role="group"
      id={id}
      tabIndex={-1}
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      className={styles.attachments}
    >
      {(items.length > 0 || uploads.pending.length > 0 || addingUrl) && (
        <ul className={styles.list}>
          {items.map((item) => (
            <AttachmentRow
              key={item.id}
              attachment={item}
              types={types}
              editable={editable}
              onType={(type) =>
                replace((list) => list.map((one) => (one.id === item.id ? { ...one, type } : one)))
              }
              onName={(name) =>
                replace((list) =>
                  list.map((one) => (one.id === item.id ? renamed(one, name) : one)),
                )
              }
              onRemove={() => replace((list) => list.filter((one) => one.id !== item.id))}
            />
          ))}
          {uploads.pending.map((one) => (
            <PendingRow
              key={one.key}
              pending={one}
              types={types}
              onType={(type) => void uploads.send(one, type)}
              onSmaller={(takesSmaller) => uploads.choose(one.key, takesSmaller)}
              onRemove={() => uploads.remove(one.key)}
            />
          ))}
          {addingUrl && (
            <UrlRow
              types={types}
              onAdd={(attachment) => {
                replace((list) => [...list, attachment]);
                setAddingUrl(false);
              }}
              onCancel={() => setAddingUrl(false)}
            />
          )}
        </ul>
      )}
      {editable && (
        <div
          className={over ? `${styles.drop ?? ''} ${styles.over ?? ''}` : styles.drop}
          data-drop
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <InboxOutlined className={styles.icon} aria-hidden />
          <p className={styles.say}>{t('attachments.drop')}</p>
          <div className={styles.buttons}>
            <Button onClick={() => input.current?.click()}>{t('attachments.choose')}</Button>
            <Button icon={<LinkOutlined />} onClick={() => setAddingUrl(true)} disabled={addingUrl}>
              {t('attachments.add_url')}
            </Button>
          </div>
          {field.max_bytes !== undefined && (
            <p className={styles.limit}>
              {t('attachments.limit', { most: fileSize(field.max_bytes) })}
            </p>
          )}
          <input
            ref={input}
            type="file"
            multiple
            hidden
            aria-label={t('attachments.choose')}
            onChange={(event) => {
              uploads.add([...(event.target.files ?? [])], refusal);
              event.target.value = '';
            }}
          />
        </div>
      )}
    </div>
  );
}
