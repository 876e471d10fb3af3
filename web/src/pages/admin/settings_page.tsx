import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../parts/loaded';
import { PageHeading } from '../parts/page_heading';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { loadSettings, saveSettings, type Settings } from './admin_api';
import styles from './admin.module.css';
import { offeredYears } from './offered_years';

/** 财年设置: for which fiscal years partners may sign now. */
export default function SettingsPage() {
  const { t } = useTranslation('admin');
  const settings = useQuery({
    queryKey: ['admin', 'settings'],
    queryFn: ({ signal }) => loadSettings(signal),
    refetchOnWindowFocus: false,
  });
  return (
    <>
      <PageHeading title={t('settings.title')} />
      <Loaded query={settings} skeleton={<Skeleton active paragraph={{ rows: 4 }} />}>
        {(data) => (
          <div className={styles.stack}>
            <FiscalYears settings={data} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function FiscalYears({ settings }: { settings: Settings }) {
  const { t } = useTranslation('admin');
  const { message } = App.useApp();
  const client = useQueryClient();
  const [open, setOpen] = useState(settings.open_fiscal_years);
  const save = useMutation({
    mutationFn: () => saveSettings({ open_fiscal_years: [...open].sort((a, b) => a - b) }),
    onSuccess: async () => {
      void message.success(t('saved'));
      await client.invalidateQueries({ queryKey: ['admin', 'settings'] });
    },
  });
  return (
    <Panel title={t('settings.years')}>
      <p className="soft">{t('settings.years_text')}</p>
      <Checkbox.Group
        className={styles.years ?? ''}
        aria-label={t('settings.years')}
        value={open}
        options={offeredYears(open, new Date().getFullYear()).map((year) => ({
          value: year,
          label: String(year),
        }))}
        onChange={(years) => setOpen(years)}
      />
      <ProblemNote error={save.error} />
      <div className={styles.formButtons}>
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          {t('save')}
        </Button>
      </div>
    </Panel>
  );
}
