import { App, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { bringBack } from '../../sync/bring_back';
import { startOver } from '../../sync';
import type { LocalData, Recovered } from '../../sync';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import { exportFile } from './export_file';
import { Item } from './item';
import styles from './sync.module.css';
import { useCommandName } from './use_command_name';

interface Props {
  local: LocalData;
  recovered: Recovered;
}

/** Typed again it goes by itself; a decision or a submission is the person's. */
const goesWithItsDraft = ['create', 'save'];

/** What was read of a damaged database, to be kept as a file or to begin the new one with. */
export function RecoveryPanel({ local, recovered }: Props) {
  const { t } = useTranslation('sync');
  const { message, modal } = App.useApp();
  const { drafts, commands, files, lostFiles, lostPages } = recovered;
  const isNothing = drafts.length + commands.length + files.length === 0;
  const save = () => exportFile({ ...recovered, files: undefined }, files);
  const begin = async () => {
    await startOver();
    const failed = await bringBack(local, recovered);
    if (failed === 0) return void message.success(t('recovery.done'));
    modal.error({
      title: t('recovery.failed', { count: failed }),
      content: t('recovery.failed_text'),
      okText: t('export'),
      onOk: save,
    });
  };
  return (
    <Panel title={t('recovery.title')} flush>
      {!isNothing && <Found {...recovered} />}
      <div className={styles.recovery}>
        {isNothing && <p>{t('recovery.nothing')}</p>}
        {lostPages > 0 && <p>{t('recovery.lost_pages', { count: lostPages })}</p>}
        {lostFiles.length > 0 && <p>{t('recovery.lost_files', { names: lostFiles.join('、') })}</p>}
        {!isNothing && (
          <>
            <p className="soft">{t('recovery.text')}</p>
            <Flex wrap gap={8}>
              <Button type="primary" onClick={() => void begin()}>
                {t('recovery.bring_back')}
              </Button>
              <Button onClick={() => void save()}>{t('export')}</Button>
            </Flex>
          </>
        )}
      </div>
    </Panel>
  );
}

function Found({ drafts, commands, refused, files, seen }: Recovered) {
  const { t } = useTranslation('sync');
  const name = useCommandName();
  const redone = [...commands, ...refused].filter(
    ({ command }) => !goesWithItsDraft.includes(command.name),
  );
  return (
    <ul className={styles.items}>
      {drafts.map((draft) => (
        <Item
          key={draft.record}
          {...draft}
          names={seen}
          what={t('typed')}
          time={<Moment time={new Date(draft.edited_at).toISOString()} relative />}
        />
      ))}
      {redone.map(({ key, command }) => (
        <Item key={key} {...command} names={seen} what={name(command.name)}>
          <p>{t('recovery.redo')}</p>
        </Item>
      ))}
      {files.map(({ id, file_name }) => (
        <li key={id} className={styles.item}>
          <div>{file_name}</div>
          <div className="soft">{t('file')}</div>
        </li>
      ))}
    </ul>
  );
}
