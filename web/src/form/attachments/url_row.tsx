import { LinkOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import type { InputRef } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '../../api/new_id';
import { getCore } from '../core';
import { useForm, useLocale } from '../model/form_context';
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
  const store = useForm();
  const locale = useLocale();
  const [url, setUrl] = useState('');
  const [name, setName] = useState('');
  const [type, setType] = useState<string>();
  const complete = url.trim() !== '' && type !== undefined;
  const [wrong, setWrong] = useState(false);
  const problemId = useId();
  const input = useRef<InputRef>(null);
  const add = async () => {
    if (type === undefined || url.trim() === '') return;
    const answer = (await getCore()).checkFormat('url', url);
    if ('value' in answer && typeof answer.value === 'string') {
      onAdd(renamed({ id: newId(), type, url: answer.value }, name));
    } else {
      setWrong(true);
      input.current?.focus();
    }
  };
  return (
    <li className={styles.row}>
      <span className={styles.kind} aria-hidden>
        <LinkOutlined />
      </span>
      <div className={styles.what}>
        <Input
          ref={input}
          type="url"
          value={url}
          autoFocus
          placeholder="https://"
          aria-label={t('attachments.url')}
          aria-invalid={wrong}
          aria-describedby={wrong ? problemId : undefined}
          status={wrong ? 'error' : undefined}
          onChange={(event) => {
            setUrl(event.target.value);
            setWrong(false);
          }}
          onPressEnter={add}
        />
        {wrong && (
          <span id={problemId} role="alert" className={styles.problem}>
            {store.text('attachment.url', {}, locale)}
          </span>
        )}
      </div>
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
