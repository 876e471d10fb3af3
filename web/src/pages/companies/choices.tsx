import { useTranslation } from 'react-i18next';
import styles from './companies.module.css';
import { useLibraries } from './use_libraries';

/** The lists that people of a library choose from: part of its rules. */
export function Choices({ library }: { library: string }) {
  const { t } = useTranslation('companies');
  const found = useLibraries().data?.items.find(({ id }) => id === library);
  if (!found) return null;
  return (
    <section aria-label={t('rules.lists')}>
      <h3>{t('rules.lists')}</h3>
      <p className={styles.hint}>{t('rules.lists_hint')}</p>
      <dl className={styles.facts}>
        {(['reasons', 'ways', 'boxes'] as const).map((list) => (
          <div key={list} style={{ display: 'contents' }}>
            <dt>{t(`rules.${list}`)}</dt>
            <dd>{found[list].map(({ label }) => label).join(t('and')) || '—'}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
