import { CloseOutlined, FilterOutlined } from '@ant-design/icons';
import { Badge, Button, Drawer, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { narrowScreen, useMedia } from '../parts/use_media';
import type { Bundle } from '../../form/model/definition';
import { filterCount, isNarrowed, refine, type ListQuery } from './list_query';
import { ListFilters } from './list_filters';
import { SavedSearches } from './saved_searches';
import styles from './signings.module.css';

interface ListToolbarProps {
  bundle: Bundle;
  query: ListQuery;
  show: (query: ListQuery) => void;
  columnMenu: ReactNode;
}

/** Search, filters, saved searches and columns in one row; on a phone the filters move to a drawer. */
export function ListToolbar({ bundle, query, show, columnMenu }: ListToolbarProps) {
  const narrow = useMedia(narrowScreen);
  const filters = <ListFilters bundle={bundle} query={query} show={show} />;
  return (
    <div className={styles.toolbar} role="search">
      {/* keyed: an address that changes from outside (back button, saved search) fills the box anew */}
      <SearchBox key={query.q} query={query} show={show} />
      {narrow ? <FilterDrawer count={filterCount(query)}>{filters}</FilterDrawer> : filters}
      <ClearButton query={query} show={show} />
      <div className={styles.toolbarEnd}>
        <SavedSearches query={query} show={show} />
        {narrow ? null : columnMenu}
      </div>
    </div>
  );
}

type PartProps = Pick<ListToolbarProps, 'query' | 'show'>;

function SearchBox({ query, show }: PartProps) {
  const { t } = useTranslation('signings');
  return (
    <Input.Search
      className={styles.search}
      defaultValue={query.q}
      placeholder={t('search_placeholder')}
      aria-label={t('search')}
      allowClear
      maxLength={100}
      onSearch={(q) => show(refine(query, { q: q.trim() }))}
    />
  );
}

function ClearButton({ query, show }: PartProps) {
  const { t } = useTranslation('signings');
  if (!isNarrowed(query)) return null;
  return (
    <Button
      type="text"
      icon={<CloseOutlined aria-hidden />}
      aria-label={t('clear_filters')}
      title={t('clear_filters')}
      onClick={() => show(refine(query, { q: '', state: null, filters: {} }))}
    />
  );
}

function FilterDrawer({ count, children }: { count: number; children: ReactNode }) {
  const { t } = useTranslation('signings');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Badge count={count} size="small">
        <Button icon={<FilterOutlined aria-hidden />} onClick={() => setOpen(true)}>
          {t('filters')}
        </Button>
      </Badge>
      <Drawer
        open={open}
        placement="bottom"
        title={t('filters')}
        onClose={() => setOpen(false)}
        footer={
          <Button type="primary" block onClick={() => setOpen(false)}>
            {t('show_results')}
          </Button>
        }
      >
        <div className={styles.filterStack}>{children}</div>
      </Drawer>
    </>
  );
}
