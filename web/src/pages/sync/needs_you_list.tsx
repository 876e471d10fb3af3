import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Violation } from '../../api';
import type { Draft, LocalData, Outbox, RefusedCommand } from '../../sync';
import { Item } from './item';
import styles from './sync.module.css';
import { useCommandName } from './use_command_name';

interface Props {
  local: LocalData;
  needing: readonly Draft[];
  refused: readonly RefusedCommand[];
  names: Outbox['names'];
}

/** Drafts in conflict or refused, which are mended in their form, and commands that were refused. */
export function NeedsYouList({ local, needing, refused, names }: Props) {
  const { t } = useTranslation('sync');
  const name = useCommandName();
  return (
    <ul className={styles.items}>
      {needing.map((draft) => (
        <Item key={draft.record} {...draft} names={names} what={t('typed')}>
          {draft.gone && <p>{t('gone')}</p>}
          {draft.conflicts.length > 0 && (
            <p>{t('conflict_count', { count: draft.conflicts.length })}</p>
          )}
          {!draft.gone && draft.conflicts.length === 0 && <Reasons violations={draft.violations} />}
        </Item>
      ))}
      {refused.map(({ key, command, violations }) => (
        <Item
          key={key}
          {...command}
          names={names}
          what={t('refused_of', { name: name(command.name) })}
        >
          <Reasons violations={violations} />
          <Button size="small" onClick={() => void local.ask({ ask: 'dismiss', key })}>
            {t('dismiss')}
          </Button>
        </Item>
      ))}
    </ul>
  );
}

function Reasons({ violations }: { violations: readonly Violation[] }) {
  return (
    <ul className={styles.reasons}>
      {violations.map(({ code, path, message }) => (
        <li key={code + path}>{message ?? code}</li>
      ))}
    </ul>
  );
}
