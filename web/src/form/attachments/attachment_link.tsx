import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RecordData } from '../../api';
import { localData, useLocalFiles } from '../../sync';
import { attachmentLink, attachmentName } from './attachment';
import styles from './attachments.module.css';
import { UploadState } from './upload_state';

interface Props {
  attachment: RecordData;
}

/** The name of an attachment, which opens it: from the server, or from this device as long as only this device has it. */
export function AttachmentLink({ attachment }: Props) {
  const { files, progress } = useLocalFiles();
  const local = files.find(({ id }) => id === attachment.id);
  const name = attachmentName(attachment);
  const link = attachmentLink(attachment);
  if (local) {
    const sent = progress?.id === local.id ? progress.sent : undefined;
    return (
      <>
        <SaveButton id={local.id} name={local.file_name} label={name} />
        <UploadState file={local} sent={sent} />
      </>
    );
  }
  if (link === undefined) return name;
  return (
    <a href={link} target="_blank" rel="noopener noreferrer">
      {name}
    </a>
  );
}

function SaveButton({ id, name, label }: { id: string; name: string; label: string }) {
  const { t } = useTranslation('form');
  const save = async () => {
    const content = await localData()?.ask({ ask: 'content', id });
    if (!content) return;
    // Saved, not shown: what a file brings along must not run as a page of ours.
    const link = document.createElement('a');
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  return (
    <Button
      type="link"
      className={styles.open}
      title={t('attachments.on_device')}
      onClick={() => void save()}
    >
      {label}
    </Button>
  );
}
