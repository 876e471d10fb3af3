import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Moment } from '../parts/moment';
import styles from './companies.module.css';
import type { CompanyEvent, Labelled, Library } from './companies_api';

const labelOf = (list: readonly Labelled[], code: string) =>
  list.find((one) => one.code === code)?.label ?? code;

/** Contacts that were written down, newest first. */
export function NoteList({ notes, library }: { notes: readonly CompanyEvent[]; library: Library }) {
  const { t } = useTranslation('companies');
  if (notes.length === 0) return <p className={styles.hint}>{t('notes.none')}</p>;
  return (
    <ol className={styles.events} aria-label={t('notes.title')} style={{ marginBlockStart: 16 }}>
      {notes.map(({ at, actor, counts, detail }) => (
        <li key={`${at} ${detail.text ?? ''}`} className={styles.event}>
          <div className={styles.eventHead}>
            <strong>{labelOf(library.ways, detail.way ?? '')}</strong>
            <span>{t('notes.maturity_is', { maturity: detail.maturity ?? 0 })}</span>
            {(detail.boxes ?? []).map((box) => (
              <Tag key={box}>{labelOf(library.boxes, box)}</Tag>
            ))}
            {!counts && <Tag color="warning">{t('notes.does_not_count')}</Tag>}
            <span className="soft">
              {actor} · <Moment time={at} />
            </span>
          </div>
          {detail.text && <p className={styles.eventText}>{detail.text}</p>}
          {detail.next && (
            <p className="soft">
              {t('notes.next')}：<Moment time={detail.next} />
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
