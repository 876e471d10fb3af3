import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Moment } from '../parts/moment';
import { useFieldText } from '../records/field_text';
import type { ListRow } from '../records/record_shapes';
import { useDefinition } from '../records/use_definition';
import { moveFocus } from './move_focus';
import styles from './inbox.module.css';

interface InboxListProps {
  rows: readonly ListRow[];
  selected: string | undefined;
}

/** The waiting records, oldest first as the server sends them; arrow keys walk through them. */
export function InboxList({ rows, selected }: InboxListProps) {
  const { t } = useTranslation('inbox');
  const fieldText = useFieldText(useDefinition('signing').data);
  const about = (row: ListRow) =>
    ['customer', 'signing_type', 'channel_level']
      .map((key) => fieldText(key, row.fields[key], row.lookups))
      .filter((text) => text !== '')
      .join(' · ');
  return (
    <nav aria-label={t('list')} className={styles.list} onKeyDown={moveFocus}>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Link
              to={`/inbox/${row.id}`}
              className={styles.item}
              aria-current={row.id === selected ? 'true' : undefined}
            >
              <span className={styles.itemHead}>
                <span className={styles.itemTitle}>{row.title || row.number}</span>
                <span className={`${styles.itemTime ?? ''} soft`}>
                  <Moment time={row.updated_at} relative />
                </span>
              </span>
              <span className={styles.itemAbout}>{about(row)}</span>
              <span className="soft numeric">{row.number}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
