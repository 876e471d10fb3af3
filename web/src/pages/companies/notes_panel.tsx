import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHold } from '../../shell';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import styles from './companies.module.css';
import { act, loadCompany } from './companies_api';
import type { Company, CompanyEvent, Library, Note } from './companies_api';
import { NoteList } from './note_list';
import { companyKey, useChanged } from './use_changed';

interface NotesPanelProps {
  company: Company;
  library: Library;
  events: readonly CompanyEvent[];
}

/** 联系小记: written by the owner; read by whoever may read the history. */
export function NotesPanel({ company, library, events }: NotesPanelProps) {
  const { t } = useTranslation('companies');
  const notes = events.filter(({ kind }) => kind === 'noted');
  if (company.state !== 'own' && notes.length === 0) return null;
  return (
    <Panel title={t('notes.title')}>
      {company.state === 'own' && <NoteForm company={company} library={library} />}
      <NoteList notes={notes} library={library} />
    </Panel>
  );
}

type Draft = Omit<Note, 'next'> & { next?: string };

function NoteForm({ company, library }: Omit<NotesPanelProps, 'events'>) {
  const { t } = useTranslation('companies');
  const client = useQueryClient();
  const changed = useChanged(library.id);
  const [form] = Form.useForm<Draft>();
  const [typed, setTyped] = useState(false);
  useHold(typed);
  const empty: Draft = {
    way: library.ways[0]?.code ?? '',
    text: '',
    maturity: library.counts_from_maturity,
    boxes: [],
    next: '',
  };
  const save = useMutation({
    mutationFn: async ({ next, ...note }: Draft) => {
      const at = next ? { next: new Date(next).toISOString() } : {};
      // Others may write the same company's data meanwhile: a note changes none of it.
      const { id, library: of } = company;
      await act({ id, library: of }, { action: 'note', note: { ...note, ...at } });
      return client.query({
        queryKey: companyKey(of, id),
        queryFn: () => loadCompany(of, id),
        staleTime: 0,
      });
    },
    onSuccess: async () => {
      form.resetFields();
      setTyped(false);
      await changed();
    },
  });
  // Whether it counts is the server's word, in the history.
  const counts = save.data?.events.find(({ kind }) => kind === 'noted')?.counts;
  return (
    <Form<Draft>
      form={form}
      layout="vertical"
      initialValues={empty}
      onFinish={(draft) => save.mutate(draft)}
      onValuesChange={() => setTyped(true)}
    >
      <div className={styles.fields}>
        <Form.Item name="way" label={t('notes.way')}>
          {library.ways.length === 0 ? (
            <Input maxLength={100} />
          ) : (
            <Select
              aria-label={t('notes.way')}
              options={library.ways.map(({ code, label }) => ({ value: code, label }))}
            />
          )}
        </Form.Item>
        <Form.Item name="maturity" label={t('notes.maturity')}>
          <InputNumber min={0} max={100} precision={0} style={{ inlineSize: '100%' }} />
        </Form.Item>
        <Form.Item name="next" label={t('notes.next')}>
          <Input type="datetime-local" />
        </Form.Item>
      </div>
      <Form.Item name="text" label={t('notes.text')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={600} />
      </Form.Item>
      {library.boxes.length > 0 && (
        <Form.Item name="boxes" label={t('notes.boxes')}>
          <Checkbox.Group
            options={library.boxes.map(({ code, label }) => ({ value: code, label }))}
          />
        </Form.Item>
      )}
      <p className={styles.hint}>{t('notes.hint', { maturity: library.counts_from_maturity })}</p>
      <ProblemNote error={save.error} />
      {save.isSuccess && counts !== undefined && (
        <Alert
          role="status"
          type={counts ? 'success' : 'warning'}
          showIcon
          title={t(counts ? 'notes.counted' : 'notes.not_counted')}
        />
      )}
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('notes.save')}
        </Button>
      </div>
    </Form>
  );
}
