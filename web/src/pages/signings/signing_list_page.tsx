import { FileAddOutlined, FileTextOutlined, SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useFieldText } from '../records/field_text';
import { useDefinition } from '../records/use_definition';
import { currentLocale } from '../../i18n';
import { DataList } from '../parts/data_list';
import { LinkButton } from '../parts/link_button';
import { Loaded } from '../parts/loaded';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { hasRole, useMe } from '../../session';
import { loadChoice, saveChoice, shownColumns, type ColumnChoice } from './column_choice';
import { ColumnMenu } from './column_menu';
import {
  formatQuery,
  isNarrowed,
  pageSizes,
  parseQuery,
  refine,
  type ListQuery,
} from './list_query';
import { ListToolbar } from './list_toolbar';
import { signingColumns } from './signing_columns';
import { listSignings } from './signings_api';

/** 渠道签约: query, filters, saved searches and paging, all of them in the address bar. */
export default function SigningListPage() {
  const { t } = useTranslation('signings');
  const [params, setParams] = useSearchParams();
  const query = parseQuery(params);
  const show = (next: ListQuery) => setParams(formatQuery(next));
  const mayCreate = hasRole(useMe(), ['partner']);
  return (
    <>
      <PageHeading title={t('title')} actions={mayCreate && <CreateButton primary />} />
      <SigningList query={query} show={show} mayCreate={mayCreate} />
    </>
  );
}

interface SigningListProps {
  query: ListQuery;
  show: (query: ListQuery) => void;
  mayCreate: boolean;
}

function SigningList({ query, show, mayCreate }: SigningListProps) {
  const { t } = useTranslation('signings');
  const definition = useDefinition('signing');
  const fieldText = useFieldText(definition.data);
  const rows = useQuery({
    queryKey: ['signings', formatQuery(query).toString()],
    queryFn: ({ signal }) => listSignings(query, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <Loaded query={definition} skeleton={<ListSkeleton />}>
      {(bundle) => {
        const columns = signingColumns(bundle, currentLocale(), t, fieldText);
        return (
          <ChosenColumns columns={columns}>
            {(choice, choose) => (
              <>
                <ListToolbar
                  bundle={bundle}
                  query={query}
                  show={show}
                  columnMenu={<ColumnMenu columns={columns} choice={choice} choose={choose} />}
                />
                <Loaded query={rows} skeleton={<ListSkeleton />}>
                  {(page) =>
                    page.items.length === 0 ? (
                      <NothingThere query={query} show={show} mayCreate={mayCreate} />
                    ) : (
                      <DataList
                        label={t('title')}
                        rows={page.items}
                        rowKey={(row) => row.id}
                        columns={shownColumns(choice, columns)}
                        busy={rows.isPlaceholderData}
                        sort={query.sort}
                        onSort={(field, descending) =>
                          show(refine(query, { sort: { field, descending } }))
                        }
                        paging={{
                          page: query.page,
                          pageSize: query.pageSize,
                          total: page.total,
                          sizes: pageSizes,
                          onChange: (page, pageSize) => show({ ...query, page, pageSize }),
                        }}
                      />
                    )
                  }
                </Loaded>
              </>
            )}
          </ChosenColumns>
        );
      }}
    </Loaded>
  );
}

type Columns = ReturnType<typeof signingColumns>;

/** Holds the choice of columns and keeps it for the next visit. */
function ChosenColumns({
  columns,
  children,
}: {
  columns: Columns;
  children: (choice: ColumnChoice, choose: (c: ColumnChoice) => void) => React.ReactNode;
}) {
  const [choice, setChoice] = useState(() => loadChoice(localStorage, 'signing', columns));
  return children(choice, (next) => {
    setChoice(next);
    saveChoice(localStorage, 'signing', next);
  });
}

function NothingThere({ query, show, mayCreate }: SigningListProps) {
  const { t } = useTranslation('signings');
  if (isNarrowed(query)) {
    return (
      <Notice
        icon={<SearchOutlined aria-hidden />}
        title={t('nothing_found')}
        text={t('nothing_found_text')}
        action={
          <Button onClick={() => show(refine(query, { q: '', state: null, filters: {} }))}>
            {t('clear_filters')}
          </Button>
        }
      />
    );
  }
  return (
    <Notice
      icon={<FileTextOutlined aria-hidden />}
      title={t('nothing_yet')}
      text={t(mayCreate ? 'nothing_yet_partner' : 'nothing_yet_staff')}
      action={mayCreate ? <CreateButton /> : null}
    />
  );
}

function CreateButton({ primary = false }: { primary?: boolean }) {
  const { t } = useTranslation('signings');
  return (
    <LinkButton to="/signings/new" primary={primary} icon={<FileAddOutlined aria-hidden />}>
      {t('create')}
    </LinkButton>
  );
}

function ListSkeleton() {
  return <Skeleton active title={false} paragraph={{ rows: 10, width: '100%' }} />;
}
