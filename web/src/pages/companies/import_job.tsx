import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { saveFile } from '../parts/save_file';
import styles from './companies.module.css';
import type { Library } from './companies_api';
import { ImportMapping } from './import_mapping';
import { ImportRows } from './import_rows';
import { prepareImport, refusedRows, startImport } from './imports_api';
import type { CompanyImport, ImportTarget } from './imports_api';
import { useChanged } from './use_changed';

/** One import: its columns, how far it is, and what becomes of its rows. */
export function ImportJob({ job, library }: { job: CompanyImport; library: Library }) {
  const { t } = useTranslation('companies');
  const client = useQueryClient();
  const changed = useChanged(library.id);
  const store = (now: CompanyImport) =>
    client.setQueryData(['company-imports', library.id, job.id], now);
  const prepare = useMutation({
    mutationFn: (target: ImportTarget) => prepareImport(library.id, job.id, target),
    onSuccess: store,
  });
  const start = useMutation({
    mutationFn: () => startImport(library.id, job.id),
    onSuccess: store,
  });
  const download = useMutation({
    mutationFn: async () =>
      saveFile(`${t('import.refused_file')}.xlsx`, await refusedRows(library.id, job.id)),
  });
  const { state, total, progress, entered, bound, refused } = job;
  useEffect(() => {
    if (state === 'done') void changed();
  }, [state, changed]);
  const told = state === 'checked' || state === 'done';
  return (
    <Panel title={job.file_name || t('import.unnamed')}>
      {(state === 'read' || state === 'checked') && (
        <ImportMapping
          job={job}
          library={library}
          busy={prepare.isPending}
          check={(target) => prepare.mutate(target)}
        />
      )}
      {(state === 'checking' || state === 'importing') && (
        <>
          <p aria-live="polite">{t(`import.${state}`)}</p>
          <Progress
            aria-label={t(`import.${state}`)}
            percent={total === 0 ? 100 : Math.floor((100 * progress) / total)}
          />
        </>
      )}
      <ProblemNote error={prepare.error ?? start.error ?? download.error} />
      {told && (
        <>
          <p role="status">
            {t(state === 'done' ? 'import.became' : 'import.would', { entered, bound, refused })}
          </p>
          <div className={styles.buttons}>
            {state === 'checked' && (
              <Button
                type="primary"
                disabled={entered + bound === 0}
                loading={start.isPending}
                onClick={() => start.mutate()}
              >
                {t('import.start', { count: entered + bound })}
              </Button>
            )}
            {refused > 0 && (
              <Button
                icon={<DownloadOutlined aria-hidden />}
                loading={download.isPending}
                onClick={() => download.mutate()}
              >
                {t('import.download')}
              </Button>
            )}
          </div>
          <ImportRows job={job} library={library.id} />
        </>
      )}
    </Panel>
  );
}
