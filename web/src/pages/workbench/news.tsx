import { NotificationOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Moment } from '../parts/moment';
import { Notice } from '../parts/notice';
import { Panel } from '../parts/panel';
import type { NewsItem } from './workbench_api';
import styles from './workbench.module.css';

/** What the vendor has to say; plain text with line breaks, never HTML. */
export function News({ news }: { news: readonly NewsItem[] }) {
  const { t } = useTranslation('workbench');
  return (
    <Panel title={t('news')}>
      {news.length === 0 ? (
        <Notice icon={<NotificationOutlined aria-hidden />} title={t('no_news')} />
      ) : (
        <div className={styles.news}>
          {news.map((item) => (
            <article key={item.id}>
              <h3>{item.title}</h3>
              <p className="soft">
                <Moment time={item.published_at} />
              </p>
              <p className={styles.newsBody}>{item.body}</p>
            </article>
          ))}
        </div>
      )}
    </Panel>
  );
}
