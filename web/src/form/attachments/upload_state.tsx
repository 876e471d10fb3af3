import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LocalFile } from '../../sync';
import styles from './attachments.module.css';

interface Props {
  file: LocalFile;
  /** Bytes; undefined: it is not under way. */
  sent: number | undefined;
}

/** How a file that is on this device gets on: it waits, is on its way, or the server does not take it. */
export function UploadState({ file, sent }: Props) {
  const { t } = useTranslation('form');
  const { file_name: name, size, state, problem } = file;
  if (state === 'refused') {
    return (
      <span role="alert" className={styles.problem}>
        {t('attachments.refused', { reason: problem?.message ?? problem?.code ?? '' })}
      </span>
    );
  }
  if (sent === undefined) return <span className={styles.size}>{t('attachments.waiting')}</span>;
  return (
    <Progress
      percent={Math.floor((100 * sent) / size)}
      size="small"
      aria-label={t('attachments.progress', { name })}
    />
  );
}
