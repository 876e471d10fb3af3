import { useQuery } from '@tanstack/react-query';
import { DatePicker, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { listAuditActions, type AuditQuery } from './admin_api';
import styles from './admin.module.css';
import { actionName } from './audit_words';

interface AuditFiltersProps {
  query: AuditQuery;
  show: (query: AuditQuery) => void;
}

/** By day, person, action and subject; all that are set must hold. */
export function AuditFilters({ query, show }: AuditFiltersProps) {
  const { t } = useTranslation('admin');
  const actions = useQuery({
    queryKey: ['admin', 'audit', 'actions'],
    queryFn: ({ signal }) => listAuditActions(signal),
  });
  return (
    <div className={styles.toolbar} role="search">
      <DatePicker
        className={styles.filter ?? ''}
        aria-label={t('audit.from')}
        placeholder={t('audit.from')}
        onChange={(day) =>
          show({ ...query, from: day?.startOf('day').toISOString() ?? null, page: 1 })
        }
      />
      <DatePicker
        className={styles.filter ?? ''}
        aria-label={t('audit.to')}
        placeholder={t('audit.to')}
        onChange={(day) =>
          show({
            ...query,
            to: day?.add(1, 'day').startOf('day').toISOString() ?? null,
            page: 1,
          })
        }
      />
      <Select
        className={styles.filter}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('audit.action')}
        placeholder={t('audit.action')}
        value={query.action}
        loading={actions.isLoading}
        popupMatchSelectWidth={false}
        options={actions.data?.items.map((action) => ({
          value: action,
          label: actionName(t, action),
        }))}
        onChange={(action: string | undefined) =>
          show({ ...query, action: action ?? null, page: 1 })
        }
      />
      <Input.Search
        className={styles.search}
        allowClear
        aria-label={t('audit.search_actor')}
        placeholder={t('audit.search_actor')}
        onSearch={(actor) => show({ ...query, actor: actor.trim(), page: 1 })}
      />
      <Input.Search
        className={styles.search}
        allowClear
        aria-label={t('audit.search')}
        placeholder={t('audit.search')}
        onSearch={(subject) => show({ ...query, subject: subject.trim(), page: 1 })}
      />
    </div>
  );
}
