import { UploadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton, Tag } from 'antd';
import { useRef, type ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { DataList } from '../parts/data_list';
import { Loaded } from '../parts/loaded';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import styles from './companies.module.css';
import type { Library } from './companies_api';
import { ImportJob } from './import_job';
import { listImports, loadImport, removeImport, uploadImport } from './imports_api';
import type { CompanyImport } from './imports_api';
import { InLibrary } from './in_library';

/** 导入: companies out of a file; what its columns mean, what every row would become, and then entered. */
export default function ImportPage() {
  const { t } = useTranslation('companies');
  return (
    <InLibrary title={t('import.title')} subtitle={t('import.subtitle')}>
      {(library) => <Imports library={library} />}
    </InLibrary>
  );
}

export const importsKey = (library: string) => ['company-imports', library] as const;
const working = (state: CompanyImport['state']) => state === 'checking' || state === 'importing';

function Imports({ library }: { library: Library }) {
  const { t } = useTranslation('companies');
  const client = useQueryClient();
  const file = useRef<HTMLInputElement>(null);
  // In the address: a reload goes on where one was.
  const [params, setParams] = useSearchParams();
  const id = params.get('import') ?? '';
  const open = (next: string) => setParams(next ? { library: library.id, import: next } : {});
  const one = useQuery({
    queryKey: [...importsKey(library.id), id],
    queryFn: ({ signal }) => loadImport(library.id, id, signal),
    enabled: id !== '',
    refetchInterval: ({ state }) => (state.data && working(state.data.state) ? 500 : false),
  });
  const upload = useMutation({
    mutationFn: (chosen: File) => uploadImport(library.id, chosen),
    onSuccess: async (made) => {
      client.setQueryData([...importsKey(library.id), made.id], made);
      open(made.id);
      await client.invalidateQueries({ queryKey: importsKey(library.id) });
    },
  });
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    event.target.value = ''; // the same file again, mended, is a choice too
    if (chosen) upload.mutate(chosen);
  };
  return (
    <div className={styles.stack}>
      <Panel title={t('import.file')}>
        <p className={styles.hint}>{t('import.hint')}</p>
        <Button
          type={id ? 'default' : 'primary'}
          icon={<UploadOutlined aria-hidden />}
          loading={upload.isPending}
          onClick={() => file.current?.click()}
        >
          {t('import.choose')}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".csv,.xlsx,text/csv"
          hidden
          aria-label={t('import.choose')}
          onChange={choose}
        />
        <ProblemNote error={upload.error} />
      </Panel>
      {id !== '' && (
        <Loaded query={one} skeleton={<Skeleton active />}>
          {(job) => <ImportJob key={job.id} job={job} library={library} />}
        </Loaded>
      )}
      <Earlier library={library} shown={id} open={open} />
    </div>
  );
}

interface EarlierProps {
  library: Library;
  shown: string;
  open: (id: string) => void;
}

function Earlier({ library, shown, open }: EarlierProps) {
  const { t } = useTranslation('companies');
  const client = useQueryClient();
  const imports = useQuery({
    queryKey: importsKey(library.id),
    queryFn: ({ signal }) => listImports(library.id, signal),
  });
  const remove = useMutation({
    mutationFn: (id: string) => removeImport(library.id, id),
    onSuccess: (_done, id) => {
      if (id === shown) open('');
    },
    onSettled: () => client.invalidateQueries({ queryKey: importsKey(library.id), exact: true }),
  });
  const items = imports.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t('import.earlier')}>
      <ProblemNote error={remove.error} />
      <DataList
        label={t('import.earlier')}
        rows={items}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'file',
            title: t('import.file'),
            card: 'title',
            render: (one) => (
              <Button type="link" size="small" onClick={() => open(one.id)}>
                {one.file_name || t('import.unnamed')}
              </Button>
            ),
          },
          {
            key: 'state',
            title: t('column.state'),
            card: 'mark',
            render: ({ state }) => <Tag>{t(`import.${state}`)}</Tag>,
          },
          { key: 'total', title: t('import.rows'), render: ({ total }) => total },
          {
            key: 'at',
            title: t('import.at'),
            render: ({ created_at }) => <Moment time={created_at} />,
          },
        ]}
        actions={(one) => (
          <Button
            size="small"
            aria-label={t('do_with', { what: t('import.remove'), name: one.file_name })}
            loading={remove.isPending && remove.variables === one.id}
            onClick={() => remove.mutate(one.id)}
          >
            {t('import.remove')}
          </Button>
        )}
      />
    </Panel>
  );
}
