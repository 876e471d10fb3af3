import { LinkOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '../../api/new_id';
import { renamed } from './attachment';
import type { Attachment } from './attachment';
import type { TypeOption } from './attachment_row';
import styles from './attachments.module.css';

interface Props {
  types: TypeOption[];
  onAdd: (attachment: Attachment) => void;
  onCancel: () => void;
}

/** Something that lies elsewhere: its address, document type and an optional name. */
export function UrlRow({ types, onAdd, onCancel }: Props) {
  const { t } = useTranslation('form');
  const [url, setUrl] = useState('');
  const [name, setName] = useState('');
  const [type, setType] = useState<string>();
  const complete = url.trim() !== '' && type !== undefined;
  const add = () => {
    if (type === undefined || url.trim() === '') return;
    onAdd(renamed({ id: newId(), type, url: url.trim() }, name));
  };
  return (
    <li className={styles.row}>
      <span className={styles.kind} aria-hidden>
        <LinkOutlined />
      </span>
      <Input
        className={styles.what}
        type="url"
        value={url}
        autoFocus
        placeholder="https://"
        aria-label={t('attachments.url')}
        onChange={(event) => setUrl(event.target.value)}
        onPressEnter={add}
      />
      <Select
        className={styles.type}
        value={type}
        options={types}
        placeholder={t('attachments.type')}
        aria-label={t('attachments.type')}
        onChange={setType}
      />
      <Input
        className={styles.name}
        value={name}
        placeholder={t('attachments.name')}
        aria-label={t('attachments.name')}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={add}
      />
      <Button type="primary" disabled={!complete} onClick={add}>
        {t('attachments.add')}
      </Button>
      <Button type="text" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </li>
  );
}
