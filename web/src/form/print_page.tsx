import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ApiError, api } from '../api';
import type { FullRecord } from '../api';
import { NotFoundPage } from '../app/not_found_page';
import { PageLoading } from '../app/page_loading';
import { usePageTitle } from '../app/use_page_title';
import { localised } from '../i18n';
import { LoadFailed } from '../pages/parts/loaded';
import { useLoadedDefinition } from './model/definition_query';
import { displayTime } from './model/display';
import { useLocale } from './model/form_context';
import styles from './print_page.module.css';
import { AsideAnswers } from './record/aside_answers';
import { FrozenForm } from './record/readonly_record';
import { RecordDescription } from './record/record_description';

/** The signing on A4: everything answered, then who decided what. */
export default function PrintPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('form');
  const locale = useLocale();
  const record = useQuery({
    queryKey: ['records', 'signing', id],
    queryFn: () => api.get<FullRecord>(`records/signing/${id}`),
  });
  const definition = useLoadedDefinition('signing', record.data?.definition_version);
  const error = definition.error ?? record.error;
  usePageTitle(record.data?.title ?? record.data?.number ?? t('print.button'));
  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />;
  if (error) {
    const retry = () => void Promise.all([definition.refetch(), record.refetch()]);
    return (
      <LoadFailed error={error} busy={definition.isFetching || record.isFetching} retry={retry} />
    );
  }
  if (!definition.data || !record.data) return <PageLoading />;
  const { number, title, state, trail } = record.data;
  const { label } = definition.data.bundle.definition;
  return (
    <main className={styles.paper}>
      <header className={styles.header}>
        <div>
          <p className={styles.kind}>{localised(label, locale)}</p>
          <h1>{title ?? number}</h1>
          <p className="numeric">
            {number} · {t(`state.${state}`)}
          </p>
        </div>
        <Button
          type="primary"
          icon={<PrinterOutlined />}
          className={styles.button}
          onClick={() => window.print()}
        >
          {t('print.button')}
        </Button>
      </header>
      <FrozenForm definition={definition.data} record={record.data}>
        <RecordDescription />
        <AsideAnswers record={record.data} />
      </FrozenForm>
      {trail.length > 0 && (
        <section className={styles.trail}>
          <h2>{t('print.trail')}</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('print.time')}</th>
                <th scope="col">{t('print.actor')}</th>
                <th scope="col">{t('print.decision')}</th>
                <th scope="col">{t('print.opinion')}</th>
              </tr>
            </thead>
            <tbody>
              {trail.map((entry) => (
                <tr key={entry.time + entry.actor + entry.decision}>
                  <td className="numeric">{displayTime(entry.time)}</td>
                  <td>{entry.actor_name ?? entry.actor}</td>
                  <td>{t(`decision.${entry.decision}`)}</td>
                  <td>{entry.opinion ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <footer className={styles.footer}>
        {t('print.printed', { time: displayTime(new Date().toISOString()) })}
      </footer>
    </main>
  );
}
