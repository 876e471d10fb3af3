import { useTranslation } from 'react-i18next';
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
