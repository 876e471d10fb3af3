import { DownloadOutlined, FileExcelOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Skeleton } from 'antd';
import { useRef, type ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale, localised } from '../../i18n';
import { Loaded } from '../parts/loaded';
import { Moment } from '../parts/moment';
import { PageHeading } from '../parts/page_heading';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { saveFile } from '../parts/save_file';
import styles from './admin.module.css';
import { Refusal } from './definition_refusal';
import {
  listDefinitions,
  previewDefinition,
  previewWorkbook,
  readDefinition,
  readWorkbook,
} from './admin_api';
import type { DefinitionSummary } from './admin_api';
import { isWorkbook, readJsonObject, saveJson } from './definition_files';
import { PublishPreview } from './publish_preview';

/** 表单定义: which versions there are, and publishing the next one. */
export default function DefinitionsPage() {
  const { t } = useTranslation('admin');
  const definitions = useQuery({
    queryKey: ['admin', 'definitions'],
    queryFn: ({ signal }) => listDefinitions(signal),
  });
  return (
    <>
      <PageHeading title={t('definitions.title')} subtitle={t('definitions.subtitle')} />
      <Loaded query={definitions} skeleton={<Skeleton active paragraph={{ rows: 8 }} />}>
        {({ items }) => (
          <div className={styles.stack}>
            {items.map((definition) => (
              // The next version is another panel, with nothing chosen.
              <Definition
                key={`${definition.entity} ${definition.version}`}
                definition={definition}
              />
            ))}
          </div>
        )}
      </Loaded>
    </>
  );
}

function Definition({ definition }: { definition: DefinitionSummary }) {
  const { t } = useTranslation('admin');
  const { entity, label, version, versions } = definition;
  const file = useRef<HTMLInputElement>(null);
  const download = useMutation({
    mutationFn: async () =>
      saveJson(`${entity}-${version}.json`, await readDefinition(entity, version)),
  });
  const workbook = useMutation({
    mutationFn: async (wanted: number) =>
      saveFile(`${entity}-${wanted}.xlsx`, await readWorkbook(entity, wanted)),
  });
  const preview = useMutation({
    mutationFn: async (chosen: File) => {
      if (await isWorkbook(chosen)) {
        const found = await previewWorkbook(chosen);
        return { document: found.definition, found };
      }
      const document = await readJsonObject(chosen);
      return document && { document, found: await previewDefinition(document) };
    },
  });
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    event.target.value = ''; // the same file again, mended, is a choice too
    if (chosen) preview.mutate(chosen);
  };
  return (
    <Panel
      title={localised(label, currentLocale())}
      extra={<span className="soft">{t('definitions.version', { version })}</span>}
    >
      <ul className={styles.versions}>
        {versions.map((one) => (
          <li key={one.version}>
            <span className="numeric">{t('definitions.version', { version: one.version })}</span>
            <span className="soft">
              {one.author === 'pack'
                ? t('definitions.pack')
                : t('definitions.published', { author: one.author })}
              {' · '}
              <Moment time={one.created_at} />
            </span>
            <Button
              size="small"
              type="link"
              icon={<FileExcelOutlined aria-hidden />}
              loading={workbook.isPending && workbook.variables === one.version}
              aria-label={t('definitions.workbook_of', { version: one.version })}
              onClick={() => workbook.mutate(one.version)}
            >
              {t('definitions.workbook')}
            </Button>
          </li>
        ))}
      </ul>
      <Flex wrap gap={8}>
        <Button
          icon={<DownloadOutlined aria-hidden />}
          loading={download.isPending}
          onClick={() => download.mutate()}
        >
          {t('definitions.download')}
        </Button>
        <Button
          icon={<UploadOutlined aria-hidden />}
          loading={preview.isPending}
          onClick={() => file.current?.click()}
        >
          {t('definitions.choose')}
        </Button>
        <input
          ref={file}
          type="file"
          accept="application/json,.json,.xlsx"
          hidden
          aria-label={t('definitions.choose')}
          onChange={choose}
        />
      </Flex>
      <div className={styles.note}>
        <ProblemNote error={download.error ?? workbook.error} />
        {preview.isSuccess && !preview.data && (
          <Alert type="error" showIcon role="alert" title={t('definitions.not_json')} />
        )}
        <Refusal error={preview.error} next={version + 1} />
      </div>
      {preview.data && (
        <PublishPreview
          definition={preview.data.document}
          preview={preview.data.found}
          onCancel={() => preview.reset()}
        />
      )}
    </Panel>
  );
}
