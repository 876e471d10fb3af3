import { DeleteOutlined, NotificationOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';
import { useDraftForm } from '../parts/draft_form';
import { KeepFocus } from '../parts/keep_focus';
import { Loaded } from '../parts/loaded';
import { Moment } from '../parts/moment';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { deleteNews, listNews, publishNews, type NewsItem } from './admin_api';
import styles from './admin.module.css';

/** 公告: what everybody reads on the workbench. */
export default function NewsPage() {
  const { t } = useTranslation('admin');
  // Counted when the question is closed: only then is the button of what was removed missed.
  const [asked, setAsked] = useState(0);
  const news = useQuery({
    queryKey: ['admin', 'news'],
    queryFn: ({ signal }) => listNews(signal),
  });
  return (
    <>
      <PageHeading title={t('news.title')} />
      <div className={styles.stack}>
        <PublishForm />
        <Panel title={t('news.published')}>
          <Loaded query={news} skeleton={<Skeleton active />}>
            {(page) => (
              <KeepFocus of={`${asked} ${page.items.length}`}>
                {page.items.length === 0 ? (
                  <Notice icon={<NotificationOutlined aria-hidden />} title={t('news.none')} />
                ) : (
                  <ul className={styles.newsList}>
                    {page.items.map((item) => (
                      <Item key={item.id} item={item} asked={() => setAsked(asked + 1)} />
                    ))}
                  </ul>
                )}
              </KeepFocus>
            )}
          </Loaded>
        </Panel>
      </div>
    </>
  );
}

function useRefreshNews() {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: ['admin', 'news'] });
    await client.invalidateQueries({ queryKey: ['workbench'] });
  };
}

const inputs = ['title', 'body'] as const;
type NewsDraft = Pick<NewsItem, 'title' | 'body'>;

function PublishForm() {
  const { t } = useTranslation('admin');
  const { message } = App.useApp();
  const refresh = useRefreshNews();
  const { form, submit, left, busy } = useDraftForm<NewsDraft, NewsItem>({
    inputs,
    save: publishNews,
    saved: async () => {
      form.resetFields();
      void message.success(t('news.done'));
      await refresh();
    },
  });
  return (
    <Panel title={t('news.write')}>
      <Form<NewsDraft>
        form={form}
        layout="vertical"
        initialValues={{ title: '', body: '' }}
        onFinish={submit}
      >
        <Form.Item name="title" label={t('news.headline')} required>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="body" label={t('news.body')} required>
          <Input.TextArea maxLength={4000} autoSize={{ minRows: 3, maxRows: 12 }} />
        </Form.Item>
        <ProblemNote error={left} />
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('news.publish')}
        </Button>
      </Form>
    </Panel>
  );
}

function Item({ item, asked }: { item: NewsItem; asked: () => void }) {
  const { t } = useTranslation('admin');
  const { modal, message } = App.useApp();
  const problemText = useProblemText();
  const refresh = useRefreshNews();
  const remove = useMutation({
    mutationFn: () => deleteNews(item.id),
    onSuccess: refresh,
    onError: (error) => void message.error(problemText(error)),
  });
  const ask = () =>
    void modal.confirm({
      title: t('news.remove_question', { name: item.title }),
      okText: t('remove_it'),
      okButtonProps: { danger: true },
      afterClose: asked,
      onOk: () => remove.mutateAsync().catch(() => undefined),
    });
  return (
    <li className={styles.newsItem}>
      <div>
        <h3>{item.title}</h3>
        <span className="soft">
          <Moment time={item.published_at} />
        </span>
      </div>
      <Button
        type="text"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t('remove', { name: item.title })}
        onClick={ask}
      />
      <p>{item.body}</p>
    </li>
  );
}
