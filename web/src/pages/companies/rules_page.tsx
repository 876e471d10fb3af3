import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { currentLocale, localised } from '../../i18n';
import { Loaded } from '../parts/loaded';
import { PageHeading } from '../parts/page_heading';
import styles from './companies.module.css';
import { LibraryRules, NewLibrary } from './library_rules';
import { MatchingRules } from './matching_rules';
import { listRules } from './rules_api';
import { WorkingDays } from './working_days';

/** 资源规则: what holds in each library, its members, and the working days that deadlines follow. */
export default function RulesPage() {
  const { t } = useTranslation('companies');
  const rules = useQuery({
    queryKey: ['admin', 'libraries'],
    queryFn: ({ signal }) => listRules(signal),
  });
  return (
    <>
      <PageHeading title={t('rules.title')} subtitle={t('rules.subtitle')} />
      <Loaded query={rules} skeleton={<Skeleton active paragraph={{ rows: 10 }} />}>
        {({ items }) => (
          <div className={styles.stack}>
            {items.map(({ library, label, version }) => (
              // The next version is another panel, with nothing chosen.
              <LibraryRules
                key={`${library} ${version}`}
                library={library}
                label={localised(label, currentLocale())}
                version={version}
              />
            ))}
            <NewLibrary known={items.map(({ library }) => library)} />
            <MatchingRules />
            <WorkingDays />
          </div>
        )}
      </Loaded>
    </>
  );
}
