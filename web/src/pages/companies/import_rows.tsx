import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataList } from '../parts/data_list';
import { ProblemNote } from '../parts/problem_note';
import styles from './companies.module.css';
import { listImportRows } from './imports_api';
import type { CompanyImport, ImportRow, Outcome } from './imports_api';

const page = 100; // the server answers so many at a time
const colors = { entered: 'success', bound: 'processing', refused: 'error' } as const;

/** What becomes of the rows: those that are refused first, as they are what has to be looked at. */
export function ImportRows({ job, library }: { job: CompanyImport; library: string }) {
  const { t } = useTranslation('companies');
  const [outcome, setOutcome] = useState<Outcome | ''>(job.refused > 0 ? 'refused' : '');
  const rows = useInfiniteQuery({
    queryKey: ['company-imports', library, job.id, 'rows', job.state, job.target, outcome],
    queryFn: ({ signal, pageParam }) =>
      listImportRows(library, job.id, { outcome, after: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: ({ items }) => (items.length === page ? items.at(-1)?.number : undefined),
  });
  const found = rows.data?.pages.flatMap(({ items }) => items) ?? [];
  const names = job.target.columns.indexOf('name');
  const people = job.target.columns.indexOf('contact.name');
  return (
    <>
      <Segmented
        className={styles.libraries ?? ''}
        aria-label={t('import.outcome')}
        value={outcome}
        options={(['refused', 'bound', 'entered', ''] as const).map((one) => ({
          value: one,
          label: t(`import.rows_${one || 'all'}`),
        }))}
        onChange={setOutcome}
      />
      <ProblemNote error={rows.error} />
      {rows.isSuccess && found.length === 0 && <p className={styles.hint}>{t('import.no_rows')}</p>}
      {found.length > 0 && (
        <DataList<ImportRow>
          label={t('import.rows')}
          rows={found}
          rowKey={({ number }) => String(number)}
          columns={[
            { key: 'number', title: t('import.row'), render: ({ number }) => number },
            {
              key: 'name',
              title: t('field.name'),
              card: 'title',
              render: ({ cells, company }) =>
                company && job.state === 'done' ? (
                  <Link to={`/companies/${library}/${company}`}>{cells[names]}</Link>
                ) : (
                  cells[names]
                ),
            },
            ...(people < 0
              ? []
              : [
                  {
                    key: 'person',
                    title: t('import.of_contact'),
                    render: ({ cells }: ImportRow) => cells[people],
                  },
                ]),
            {
              key: 'outcome',
              title: t('import.outcome'),
              card: 'mark',
              render: ({ outcome: became }) =>
                became && <Tag color={colors[became]}>{t(`import.${became}`)}</Tag>,
            },
            {
              key: 'why',
              title: t('import.why'),
              render: ({ violations }) =>
                violations.map(({ code, path, message, params, column }) => (
                  <div key={`${code} ${path}`}>
                    {column !== undefined && (
                      <strong>
                        {(job.headings[column - 1] ?? '') || t('import.column', { index: column })}
                        {t('colon')}
                      </strong>
                    )}
                    {message ?? code}
                    {typeof params?.company === 'string' && (
                      <span className="soft"> {params.company}</span>
                    )}
                  </div>
                )),
            },
          ]}
        />
      )}
      {rows.hasNextPage && (
        <div className={styles.buttons}>
          <Button loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            {t('import.more')}
          </Button>
        </div>
      )}
    </>
  );
}
