import { SearchOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NetworkError } from '../../api';
import { useHold } from '../../shell';
import { showProblems } from '../parts/form_problems';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import { CheckResult } from './check_result';
import styles from './companies.module.css';
import { checkCompany, collisionIn, enterCompany } from './companies_api';
import type { Check, CompanyData, Entered, GoingOn, Library } from './companies_api';
import { CompanyFields, inputs } from './company_fields';
import { dataOf, isEmpty, type CompanyDraft } from './company_form';
import { EnteredNote } from './entered_note';
import { HintResult } from './hint_result';
import { InKnownLibrary } from './in_library';
import type { HintSaid } from './kept_hint';
import { useChanged } from './use_changed';

/** 撞单检测 / 录入: nothing is entered before the whole library was searched for it. */
export default function CheckPage() {
  const { t } = useTranslation('companies');
  return (
    <InKnownLibrary title={t('check.title')} subtitle={t('check.subtitle')}>
      {(library) => <CheckAndEnter library={library} />}
    </InKnownLibrary>
  );
}

/** What the page says beside the form. */
type Told =
  | { kind: 'check'; check: Check; data: CompanyData }
  | { kind: 'entered'; entered: Entered }
  /** The server can't be asked: what this device knows; null: nothing. */
  | { kind: 'hint'; said: HintSaid | null }
  /** Somebody else has it: what was typed is with it, or is not. */
  | { kind: 'lost'; check: Check; bound: boolean };

function CheckAndEnter({ library }: { library: Library }) {
  const { t } = useTranslation('companies');
  const [form] = Form.useForm<CompanyDraft>();
  const [told, setTold] = useState<Told | null>(null);
  const [stale, setStale] = useState(false);
  const [typed, setTyped] = useState(false);
  const [left, setLeft] = useState<unknown>(null);
  const pools = library.pools.filter(({ member }) => member);
  const [pool, setPool] = useState(pools[0]?.id);
  const changed = useChanged(library.id);
  useHold(typed);
  // Emptied, its inputs are new ones: the first has the focus once they are there.
  const [emptied, setEmptied] = useState(0);
  useEffect(() => {
    if (emptied > 0) form.focusField('name');
  }, [emptied, form]);
  const empty = () => {
    form.resetFields();
    setTyped(false);
    setEmptied((times) => times + 1);
  };

  const refused = (error: unknown) => setLeft(showProblems(form, error, inputs) ? null : error);
  // What is typed while an answer is on its way was not asked about.
  const changes = useRef(0);
  const check = useMutation({
    mutationFn: (data: CompanyData) => checkCompany(library.id, data),
    onMutate: () => changes.current,
    onSuccess: (found, data, asked) => {
      setStale(asked !== changes.current);
      setTold({ kind: 'check', check: found, data });
    },
    onError: async (error, data, asked) => {
      if (!(error instanceof NetworkError)) {
        refused(error);
        return;
      }
      const { askHint } = await import('./kept_hint');
      setStale(asked !== changes.current);
      setTold({ kind: 'hint', said: await askHint(library.id, data).catch(() => null) });
    },
  });
  const enter = useMutation({
    mutationFn: ({ data, said }: { data: CompanyData; said: GoingOn }) =>
      enterCompany(library.id, data, { ...said, pool }),
    onSuccess: async (entered) => {
      setTold({ kind: 'entered', entered });
      empty();
      await changed();
    },
    onError: (error) => {
      const collision = collisionIn(error);
      if (!collision) {
        refused(error);
        return;
      }
      setTold({ kind: 'lost', ...collision });
      if (collision.bound) setTyped(false);
    },
  });

  const ask = (draft: CompanyDraft) => {
    const data = dataOf(draft);
    setLeft(null);
    enter.reset();
    form.setFields(inputs.map((name) => ({ name, errors: [] })));
    if (isEmpty(data)) {
      form.setFields([{ name: 'name', errors: [t('check.nothing')] }]);
      form.focusField('name');
      return;
    }
    check.mutate(data);
  };
  const clear = () => {
    setTold(null);
    setLeft(null);
    empty();
  };
  return (
    <div className={styles.checkColumns}>
      <Panel title={t('check.what')}>
        <Form<CompanyDraft>
          form={form}
          layout="vertical"
          onFinish={ask}
          onValuesChange={() => {
            changes.current += 1;
            setStale(true);
            setTyped(true);
          }}
        >
          <CompanyFields choices={library.choices} />
          {pools.length > 1 && (
            <Form.Item label={t('check.pool')}>
              <Select
                aria-label={t('check.pool')}
                value={pool ?? null}
                options={pools.map(({ id, label }) => ({ value: id, label }))}
                onChange={setPool}
              />
            </Form.Item>
          )}
          <ProblemNote error={left} />
          <div className={styles.buttons}>
            <Button
              type="primary"
              htmlType="submit"
              icon={<SearchOutlined aria-hidden />}
              loading={check.isPending}
            >
              {t('check.check')}
            </Button>
            <Button onClick={clear}>{t('check.clear')}</Button>
          </div>
        </Form>
      </Panel>
      <div aria-live="polite">
        {told?.kind === 'check' && (
          <CheckResult
            // Each answer takes the focus to what follows from it.
            key={check.submittedAt}
            library={library}
            check={told.check}
            stale={stale}
            busy={enter.isPending}
            enter={(said) => enter.mutate({ data: told.data, said })}
            name={told.data.name}
            again={() => check.mutate(told.data)}
          />
        )}
        {told?.kind === 'hint' && <HintResult key={check.submittedAt} said={told.said} />}
        {told?.kind === 'entered' && <EnteredNote entered={told.entered} />}
        {told?.kind === 'lost' && (
          <CheckResult
            key={enter.submittedAt}
            library={library}
            check={told.check}
            note={
              <Alert
                type={told.bound ? 'info' : 'error'}
                showIcon
                title={t(told.bound ? 'check.bound_to_other' : 'check.not_entered')}
                description={
                  told.bound && t('check.bound_to', { name: told.check.matches[0]?.name ?? '' })
                }
              />
            }
          />
        )}
        {told === null && <p className={styles.hint}>{t('check.hint')}</p>}
      </div>
    </div>
  );
}
