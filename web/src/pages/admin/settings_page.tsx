import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Form, InputNumber, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraftForm } from '../parts/draft_form';
import { Loaded } from '../parts/loaded';
import { PageHeading } from '../parts/page_heading';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { loadSettings, saveSettings, type Settings } from './admin_api';
import styles from './admin.module.css';
import { offeredYears } from './offered_years';

/** 业务设置: for which fiscal years partners may sign now, and how often people check their own data. */
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
            <OwnDataDays settings={data} />
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

function OwnDataDays({ settings }: { settings: Settings }) {
  const { t } = useTranslation('admin');
  const { message } = App.useApp();
  const client = useQueryClient();
  const { form, submit, left, busy } = useDraftForm({
    inputs: ['own_data_days'],
    save: ({ own_data_days }: { own_data_days: number | null }) =>
      saveSettings({ own_data_days: own_data_days ?? 0 }),
    saved: async () => {
      void message.success(t('saved'));
      await client.invalidateQueries({ queryKey: ['admin', 'settings'] });
    },
  });
  return (
    <Panel title={t('settings.own_data')}>
      <p className="soft">{t('settings.own_data_text')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ own_data_days: settings.own_data_days }}
        onFinish={submit}
      >
        <Form.Item name="own_data_days" label={t('settings.own_data_days')}>
          <InputNumber min={0} precision={0} />
        </Form.Item>
        <ProblemNote error={left} />
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('save')}
        </Button>
      </Form>
    </Panel>
  );
}
