import { useTranslation } from 'react-i18next';
import { localised } from '../../i18n';
import { useForm, useLocale, useOverview } from '../model/form_context';
import { NotAsked } from './not_asked';
import styles from './why.module.css';

/** Sections none of whose fields is asked have no card; here they are named. */
export function SectionsNotAsked() {
  const { t } = useTranslation('form');
  const { bundle } = useForm();
  const locale = useLocale();
  const hidden = useOverview().sections.filter(
    ({ relevant, hidden: paths }) => !relevant && paths.length > 0,
  );
  if (hidden.length === 0) return null;
  const labels = new Map(bundle.definition.sections.map(({ id, label }) => [id, label]));
  return (
    <section aria-label={t('why.sections_not_asked')} className={styles.sections}>
      <h2>{t('why.sections_not_asked')}</h2>
      {hidden.map(({ id, hidden: paths }) => (
        <div key={id}>
          <h3>{localised(labels.get(id), locale)}</h3>
          <NotAsked id={`section-${id}`} paths={paths} />
        </div>
      ))}
    </section>
  );
}
