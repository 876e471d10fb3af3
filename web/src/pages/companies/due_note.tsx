import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './companies.module.css';
import { listCompanies, type Scope } from './companies_api';
import { everything, queryOf } from './list_query';
import { companiesKey } from './use_changed';

interface DueNoteProps {
  library: string;
  scope: Scope;
  /** Whether the list shows these only. */
  shown: boolean;
  show: (due: boolean) => void;
}

/** How many go back to the pool by tomorrow, and the way to them. */
export function DueNote({ library, scope, shown, show }: DueNoteProps) {
  const { t } = useTranslation('companies');
  const due = useQuery({
    queryKey: [...companiesKey(library), scope, 'due-count'],
    queryFn: ({ signal }) => {
      const address = { ...everything, due: true };
      return listCompanies(library, { ...queryOf(scope, address), page_size: 1 }, signal);
    },
  });
  const count = due.data?.total ?? 0;
  if (count === 0 && !shown) return null;
  return (
    <Alert
      className={styles.dueNote ?? ''}
      type="warning"
      showIcon
      title={t('due.tomorrow', { count })}
      action={
        <Button size="small" onClick={() => show(!shown)}>
          {t(shown ? 'list.show_all' : 'due.show')}
        </Button>
      }
    />
  );
}
