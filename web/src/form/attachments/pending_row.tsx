import { DeleteOutlined, FileOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Progress, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';
import { fileSize } from '../model/presentation';
import type { TypeOption } from './attachment_row';
import styles from './attachments.module.css';
import type { PendingFile } from './use_uploads';

interface Props {
  pending: PendingFile;
  types: TypeOption[];
  onType: (type: string) => void;
  onSmaller: (takesSmaller: boolean) => void;
  onRemove: () => void;
}

/** A picked file on its way: choose the type and it is sent; what failed can be sent again. */
export function PendingRow({ pending, types, onType, onSmaller, onRemove }: Props) {
  const { t } = useTranslation('form');
  const problemText = useProblemText();
  const { file, smaller, takesSmaller, type, percent, error } = pending;
  const refused = typeof error === 'string';
  const problem = refused ? error : error === undefined ? undefined : problemText(error);
  return (
    <li className={styles.row}>
      <span className={styles.kind} aria-hidden>
        <FileOutlined />
      </span>
      <div className={styles.what}>
        {file.name}
        <span className={styles.size}>{fileSize(file.size)}</span>
        {smaller && percent === null && (
          <Radio.Group
            className={styles.versions}
            size="small"
            value={takesSmaller}
            aria-label={t('attachments.versions', { name: file.name })}
            onChange={({ target }) => onSmaller(target.value === true)}
            options={[
              {
                value: false,
                label: t('attachments.original', { size: fileSize(file.size) }),
                disabled: pending.mustBeSmaller,
              },
              { value: true, label: t('attachments.smaller', { size: fileSize(smaller.size) }) },
            ]}
          />
        )}
        {problem !== undefined && (
          <span role="alert" className={styles.problem}>
            {problem}
          </span>
        )}
        {percent !== null && (
          <Progress
            percent={percent}
            size="small"
            aria-label={t('attachments.progress', { name: file.name })}
          />
        )}
      </div>
      {!refused && (
        <Select
          className={styles.type}
          value={type}
          options={types}
          disabled={percent !== null}
          status={type === undefined ? 'warning' : undefined}
          placeholder={t('attachments.type_first')}
          aria-label={t('attachments.type_of', { name: file.name })}
          onChange={onType}
        />
      )}
      {!refused && error !== undefined && type !== undefined && (
        <Button icon={<ReloadOutlined />} onClick={() => onType(type)}>
          {t('retry')}
        </Button>
      )}
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t('attachments.remove', { name: file.name })}
        onClick={onRemove}
      />
    </li>
  );
}
