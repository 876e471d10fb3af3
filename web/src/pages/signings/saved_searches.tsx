import { DeleteOutlined, StarOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../parts/problem_note';
import { criteria, parseQuery, type ListQuery } from './list_query';
import styles from './signings.module.css';
import { deleteSavedSearch, listSavedSearches, saveSearch, type SavedSearch } from './signings_api';

interface SavedSearchesProps {
  query: ListQuery;
  show: (query: ListQuery) => void;
}

/** 已保存的搜索: pick one, drop one, or keep the present question under a name. */
export function SavedSearches({ query, show }: SavedSearchesProps) {
  const { t } = useTranslation('signings');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<StarOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('saved_searches')}
      </Button>
      <Modal
        open={open}
        title={t('saved_searches')}
        footer={null}
        width={420}
        onCancel={() => setOpen(false)}
      >
        <SavedSearchPanel
          query={query}
          pick={(search) => {
            setOpen(false);
            show(parseQuery(new URLSearchParams(search.query)));
          }}
        />
      </Modal>
    </>
  );
}

interface PanelProps {
  query: ListQuery;
  pick: (search: SavedSearch) => void;
}

function SavedSearchPanel({ query, pick }: PanelProps) {
  const { t } = useTranslation('signings');
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['saved-searches'] });
  const searches = useQuery({
    queryKey: ['saved-searches'],
    queryFn: ({ signal }) => listSavedSearches(signal),
  });
  const remove = useMutation({ mutationFn: deleteSavedSearch, onSuccess: refresh });
  return (
    <div>
      <ProblemNote error={searches.error ?? remove.error} />
      {searches.isPending ? <Skeleton active title={false} paragraph={{ rows: 2 }} /> : null}
      {searches.data?.length === 0 ? (
        <p className={styles.savedEmpty}>{t('no_saved_searches')}</p>
      ) : null}
      <ul className={styles.savedList} aria-label={t('saved_searches')}>
        {(searches.data ?? []).map((search) => (
          <li key={search.id}>
            <Button type="text" className={styles.savedName ?? ''} onClick={() => pick(search)}>
              {search.name}
            </Button>
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('delete_saved_search', { name: search.name })}
              onClick={() => remove.mutate(search.id)}
            />
          </li>
        ))}
      </ul>
      <SaveForm query={query} saved={refresh} />
    </div>
  );
}

function SaveForm({ query, saved }: { query: ListQuery; saved: () => Promise<void> }) {
  const { t } = useTranslation('signings');
  const [form] = Form.useForm<{ name: string }>();
  const save = useMutation({
    mutationFn: (name: string) => saveSearch(name, criteria(query).toString()),
    onSuccess: async () => {
      form.resetFields();
      await saved();
    },
  });
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ name: '' }}
      onFinish={({ name }) => save.mutate(name.trim())}
    >
      <ProblemNote error={save.error} />
      <Form.Item name="name" label={t('save_search')} required={false}>
        <Input maxLength={60} placeholder={t('save_search_name')} />
      </Form.Item>
      <Button htmlType="submit" block loading={save.isPending}>
        {t('save')}
      </Button>
    </Form>
  );
}
