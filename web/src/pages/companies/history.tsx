import { useTranslation } from 'react-i18next';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import styles from './companies.module.css';
import type { CompanyEvent, Library } from './companies_api';
import type { Merge } from './pairs_api';
import { UndoMerge } from './undo_merge';

/** 历史: what happened to a company, newest first; notes have a place of their own. */
export function History({
  events,
  merges,
  library,
}: {
  events: readonly CompanyEvent[];
  merges: readonly Merge[];
  library: Library;
}) {
  const { t } = useTranslation('companies');
  const shown = events.filter(({ kind }) => kind !== 'noted');
  const detailOf = ({ kind, detail }: CompanyEvent) => {
    if (detail.duplicate)
      return [
        detail.name ? t('went_on_with', { name: detail.name }) : t('went_on'),
        detail.reason ?? detail.detail,
      ]
        .filter(Boolean)
        .join(t('colon'));
    // Of a pair, the other one; of a mark, why.
    if (detail.name) return [detail.name, detail.detail].filter(Boolean).join(t('colon'));
    if (!detail.detail) return '';
    if (kind === 'released')
      return library.reasons.find(({ code }) => code === detail.detail)?.label ?? detail.detail;
    if (kind === 'answered') return t(`answer.${detail.detail}`, { defaultValue: detail.detail });
    // Of others it is an id or the name of a rule.
    return kind === 'corrected' ? detail.detail : '';
  };
  const undoable = ({ kind, detail }: CompanyEvent) =>
    kind === 'merged' && merges.find(({ id, undone_at }) => id === detail.merge && !undone_at);
  return (
    <Panel title={t('history')}>
      {shown.length === 0 ? (
        <p className={styles.hint}>{t('history_none')}</p>
      ) : (
        <ol className={styles.events}>
          {shown.map((event) => {
            const merge = undoable(event);
            return (
              <li key={`${event.at} ${event.kind}`} className={styles.event}>
                <div className={styles.eventHead}>
                  <strong>{t(`event.${event.kind}`, { defaultValue: event.kind })}</strong>
                  {event.to !== '' && event.to !== event.from && <span>→ {event.to}</span>}
                  <span className="soft">
                    {event.actor || t('system')} · <Moment time={event.at} />
                  </span>
                </div>
                {detailOf(event) && <p className={styles.eventText}>{detailOf(event)}</p>}
                {merge && <UndoMerge library={library.id} merge={merge} />}
              </li>
            );
          })}
        </ol>
      )}
    </Panel>
  );
}
