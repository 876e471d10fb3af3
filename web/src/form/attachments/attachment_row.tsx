import { DeleteOutlined, FileOutlined, LinkOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../model/presentation';
import { attachmentName } from './attachment';
import type { Attachment } from './attachment';
import { AttachmentLink } from './attachment_link';
import styles from './attachments.module.css';

export interface TypeOption {
  value: string;
  label: string;
}

interface Props {
  attachment: Attachment;
  types: TypeOption[];
  editable: boolean;
  onType: (type: string) => void;
  onName: (name: string) => void;
  onRemove: () => void;
}

/** An attachment that is there: opens, can be retyped, renamed, removed. */
export function AttachmentRow({ attachment, types, editable, onType, onName, onRemove }: Props) {
  const { t } = useTranslation('form');
  const name = attachmentName(attachment);
  const typeLabel = types.find((type) => type.value === attachment.type)?.label ?? attachment.type;
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <li className={styles.row}>
      <span className={styles.kind} aria-hidden>
        {attachment.url === undefined ? <FileOutlined /> : <LinkOutlined />}
      </span>
      <div className={styles.what}>
        <AttachmentLink attachment={attachment} />
        {typeof attachment.size === 'number' && (
          <span className={styles.size}>{fileSize(attachment.size)}</span>
        )}
      </div>
      {editable ? (
        <>
          <Select
            className={styles.type}
            value={attachment.type === '' ? undefined : attachment.type}
            options={types}
            placeholder={t('attachments.type')}
            aria-label={t('attachments.type_of', { name })}
            onChange={onType}
          />
          <Input
            className={styles.name}
            value={typed ?? (typeof attachment.name === 'string' ? attachment.name : '')}
            placeholder={t('attachments.name')}
            aria-label={t('attachments.name_of', { name })}
            maxLength={100}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={() => {
              if (typed !== null) onName(typed);
              setTyped(null);
            }}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('attachments.remove', { name })}
            onClick={onRemove}
          />
        </>
      ) : (
        <span className={styles.typeLabel}>{typeLabel}</span>
      )}
    </li>
  );
}
