import { FileTextOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiError, api } from '../../api';
import type { FullRecord, RecordData, Violation } from '../../api';
import { useProblemText } from '../../app/use_problem_text';
import { useMe } from '../../session';
import { difference } from '../draft/safety_copy';
import { FormProvider } from '../model/form_context';
import type { LookupNames } from '../model/display';
import type { LoadedDefinition } from '../model/open_form';
import { FormView } from '../view/form_view';
import { LetterProvider, useLetter } from '../view/letter';
import { NextFault } from '../view/next_fault';
import { AsideAnswers } from './aside_answers';
import { ConflictNotice } from './conflict_notice';
import styles from './editable_record.module.css';
import { LeaveDialog } from './leave_dialog';
import type { OnChanged, Origin } from './record_keeper';
import { RestoredNotice } from './restored_notice';
import { SaveState } from './save_state';
import { Submission } from './submit';
import type { StartingPoint } from './starting_point';
import { useFormStore } from './use_form_store';
import { useRecordKeeper } from './use_record_keeper';
import { useUpgradeNews } from './upgrade_news';
import { UpgradedNotice } from './upgraded_notice';
import type { Upgrading } from './upgraded_notice';
import { useShortcut } from './use_shortcut';

interface Props {
  definition: LoadedDefinition;
  start: StartingPoint;
  values: Record<string, unknown>;
  lookups: LookupNames | undefined;
  /** Undefined for a new one. */
  record: FullRecord | undefined;
  takenOver: readonly string[];
  origin?: Origin | undefined;
  /** Submitted, or stored: what the page around it should know. */
  onChanged: OnChanged;
  /** What a new version of the form did to the answers, for the person to know. */
  upgraded?: Upgrading | undefined;
  /** Shows the stored version instead of what is here. */
  onReload: () => void | Promise<void>;
}

/** A record being filled in: bar with its buttons and save status, notices, the form. */
export function EditableRecord(props: Props) {
  const { definition, start, values, lookups, record, takenOver, onChanged, onReload } = props;
  const { entity, version: definitionVersion } = definition.bundle.definition;
  const { version } = start;
  const { t } = useTranslation('form');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const userId = useMe().user.id;
  const store = useFormStore({
    definition,
    record: start.data,
    values,
    lookups,
    takenOver,
    recordId: record?.id,
  });
  const news = useUpgradeNews();
  const onStored = (saved: FullRecord) => {
    const upgraded = saved.definition_version !== definitionVersion;
    if (upgraded) news.keep(saved);
    onChanged(saved, upgraded ? 'upgraded' : 'saved');
  };
  const kept = useRecordKeeper(
    { entity, userId, record, version, definitionVersion, origin: props.origin, onStored },
    store,
    start.restored > 0,
  );
  const { keeper, status } = kept;
  const [opened] = useState(() => store.data());
  const [submission] = useState(() => new Submission());
  const [attempt, setAttempt] = useState(0);
  const [elsewhere, setElsewhere] = useState<readonly Violation[]>([]);
  const [submitting, setSubmitting] = useState(false);
  const [leaving, setLeaving] = useState(false);

  const showFaults = (faults: readonly Violation[]) => {
    setElsewhere(faults);
    setAttempt((count) => count + 1);
  };

  const save = async () => {
    if (await keeper.save()) void message.success(t('save.done'));
    else void message.error(problemText(keeper.snapshot().problem));
  };

  // The key everybody's fingers know; the browser would offer to save the page as a file.
  useShortcut('s', () => void save());

  const submit = async () => {
    if (store.isBusy) {
      void message.warning(t('submit.uploads'));
      return;
    }
    if (store.validateAll().length > 0) {
      showFaults([]);
      return;
    }
    setSubmitting(true);
    try {
      keeper.changed(); // what is submitted is stored, also when nothing was typed since
      if (!(await keeper.save())) {
        void message.error(problemText(keeper.snapshot().problem));
        return;
      }
      const { id, version } = keeper.snapshot().stored;
      if (id === undefined) return;
      const submitted = await submission.send(entity, id, version);
      keeper.accept(submitted);
      void message.success(t('submit.done'));
      onChanged(submitted, 'submitted');
    } catch (error) {
      if (error instanceof ApiError) submission.refused();
      if (error instanceof ApiError && error.violations.length > 0) {
        showFaults(store.setServerViolations(error.violations));
      } else void message.error(problemText(error));
    } finally {
      setSubmitting(false);
    }
  };

  const cancel = () => {
    const changed = Object.keys(difference(opened, store.data())).length > 0;
    if (changed || status !== 'saved') setLeaving(true);
    else void navigate('/signings');
  };
  const discard = async () => {
    await discardChanges(entity, record, keeper.snapshot().stored, opened);
    keeper.abandon();
    await navigate('/signings');
  };

  return (
    <FormProvider value={store}>
      <LetterProvider>
        <div className={styles.bar}>
          <div className={styles.status}>
            <SaveState view={kept} onRetry={() => void keeper.save()} />
            <NextFault attempt={attempt} />
          </div>
          <div className={styles.buttons}>
            <LetterButton />
            <Button onClick={cancel}>{t('cancel')}</Button>
            <Button onClick={save}>{t('save.button')}</Button>
            <Button type="primary" onClick={submit} loading={submitting}>
              {t('submit.button')}
            </Button>
          </div>
        </div>
        <div className={styles.notices}>
          {start.restored > 0 && <RestoredNotice count={start.restored} time={start.time} />}
          {props.upgraded && <UpgradedNotice {...props.upgraded} />}
          {status === 'conflict' && (
            <ConflictNotice
              onMine={() => keeper.overwrite()}
              onTheirs={() => {
                keeper.abandon();
                void onReload();
              }}
            />
          )}
        </div>
        <FormView attempt={attempt} elsewhere={elsewhere} />
        {record && <AsideAnswers record={record} />}
        <LeaveDialog
          open={leaving}
          isNew={record === undefined}
          onStay={() => setLeaving(false)}
          onKeep={async () => {
            await keeper.save();
            await navigate('/signings');
          }}
          onDiscard={discard}
        />
      </LetterProvider>
    </FormProvider>
  );
}

function LetterButton() {
  const { t } = useTranslation('form');
  const letter = useLetter();
  if (!letter) return null;
  return (
    <Button icon={<FileTextOutlined />} onClick={() => letter.open()} className={styles.letter}>
      <span>{t('letter.button')}</span>
    </Button>
  );
}

/** Takes back what was saved since the form was opened: a new record is removed, an old one reset. */
async function discardChanges(
  entity: string,
  record: FullRecord | undefined,
  stored: { id: string | undefined; version: number },
  opened: RecordData,
): Promise<void> {
  const { id, version } = stored;
  if (id === undefined) return;
  const path = `records/${entity}/${id}`;
  if (record === undefined) await api.delete(path, { query: { version } });
  else if (version !== record.version) {
    const definition_version = record.definition_version;
    await api.put(path, { data: opened, version, definition_version });
  }
}
