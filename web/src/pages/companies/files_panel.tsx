import { DeleteOutlined, ReloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Popconfirm, Progress } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';
import { fileSize } from '../../form/model/presentation';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import styles from './companies.module.css';
import type { Company } from './companies_api';
import { removeFile, type CompanyFile } from './files_api';
import { useChanged } from './use_changed';
import { useCompanyUpload, type Sending } from './use_company_upload';

const accepted = '.pdf,.png,.jpg,.jpeg,.webp,.tif,.tiff,.docx,.xlsx';

/** 附件: put to a company, opened and taken away by whoever sees all of it. */
export function FilesPanel({ company, files }: { company: Company; files: CompanyFile[] }) {
  const { t } = useTranslation('companies');
  const input = useRef<HTMLInputElement>(null);
  const changed = useChanged(company.library);
  const uploads = useCompanyUpload(company, changed);
  // What belongs to an ownership is shown to whoever sees all of it.
  if (company.touched_at === undefined) return null;
  return (
    <Panel
      title={t('files.title')}
      extra={
        <Button icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
          {t('files.add')}
        </Button>
      }
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accepted}
        aria-label={t('files.add')}
        onChange={({ target }) => {
          uploads.add([...(target.files ?? [])]);
          target.value = ''; // the same file again is a choice too
        }}
      />
      {files.length + uploads.sending.length === 0 && (
        <p className={styles.hint}>{t('files.none')}</p>
      )}
      <ul className={styles.events}>
        {uploads.sending.map((one) => (
          <OnItsWay
            key={one.key}
            one={one}
            again={() => uploads.again(one)}
            remove={() => uploads.remove(one.key)}
          />
        ))}
        {files.map((file) => (
          <Stored key={file.id} company={company} file={file} />
        ))}
      </ul>
    </Panel>
  );
}

interface OnItsWayProps {
  one: Sending;
  again: () => void;
  remove: () => void;
}

function OnItsWay({ one: { file, percent, error }, again, remove }: OnItsWayProps) {
  const { t } = useTranslation('companies');
  const problemText = useProblemText();
  const label = (what: string) => t('do_with', { what, name: file.name });
  return (
    <li className={styles.event}>
      <div className={styles.eventHead}>
        <span>{file.name}</span>
        <span className="soft">{fileSize(file.size)}</span>
        {error !== undefined && (
          <Button
            size="small"
            icon={<ReloadOutlined aria-hidden />}
            aria-label={label(t('files.again'))}
            onClick={again}
          >
            {t('files.again')}
          </Button>
        )}
        <Button
          size="small"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={label(t('files.give_up'))}
          onClick={remove}
        >
          {t('files.give_up')}
        </Button>
      </div>
      {error === undefined ? (
        <Progress percent={percent} size="small" aria-label={label(t('files.progress'))} />
      ) : (
        <p role="alert" className={styles.eventText}>
          {problemText(error)}
        </p>
      )}
    </li>
  );
}

function Stored({ company, file }: { company: Company; file: CompanyFile }) {
  const { t } = useTranslation('companies');
  const changed = useChanged(company.library);
  const remove = useMutation({
    mutationFn: () => removeFile(company, file.id),
    onSettled: changed,
  });
  return (
    <li className={styles.event}>
      <div className={styles.eventHead}>
        <a href={`/api/v1/files/${file.id}`} download={file.file_name}>
          {file.file_name}
        </a>
        <Popconfirm
          title={t('files.remove_question', { name: file.file_name })}
          okText={t('files.remove')}
          cancelText={t('cancel')}
          onConfirm={() => remove.mutate()}
        >
          <Button
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('do_with', { what: t('files.remove'), name: file.file_name })}
            loading={remove.isPending}
          />
        </Popconfirm>
      </div>
      <span className="soft">
        {fileSize(file.size)} · {file.by} · <Moment time={file.at} />
      </span>
      <ProblemNote error={remove.error} />
    </li>
  );
}
