import { useTranslation } from 'react-i18next';
import { UploadState } from '../../form/attachments/upload_state';
import { useLocalFiles } from '../../sync';
import type { Draft, Outbox, WaitingCommand } from '../../sync';
import { Moment } from '../parts/moment';
import { Item } from './item';
import styles from './sync.module.css';
import { useCommandName } from './use_command_name';

interface Props {
  typed: readonly Draft[];
  commands: readonly WaitingCommand[];
  names: Outbox['names'];
}

/** What goes by itself, in the order it was made. */
export function WaitingList({ typed, commands, names }: Props) {
  const { t } = useTranslation('sync');
  const name = useCommandName();
  const { files, progress } = useLocalFiles();
  return (
    <ul className={styles.items}>
      {commands.map(({ key, command, held }) => (
        <Item
          key={key}
          {...command}
          names={names}
          what={name(command.name)}
          time={command.time !== '' && <Moment time={command.time} relative />}
        >
          {held && <p>{t('held')}</p>}
        </Item>
      ))}
      {files.map((file) => (
        <li key={file.id} className={styles.item}>
          <div>{file.file_name}</div>
          <div className="soft">{t('file')}</div>
          <UploadState file={file} sent={progress?.id === file.id ? progress.sent : undefined} />
        </li>
      ))}
      {typed.map((draft) => (
        <Item
          key={draft.record}
          {...draft}
          names={names}
          what={t('typed')}
          time={<Moment time={new Date(draft.edited_at).toISOString()} relative />}
        />
      ))}
    </ul>
  );
}
