import { FileTextOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { FullRecord, Violation } from '../../api';
import { useProblemText } from '../../app/use_problem_text';
import { useMe } from '../../session';
import type { LocalData } from '../../sync';
import { upgradeKey } from '../../sync/messages';
import { difference } from '../draft/safety_copy';
import { FormProvider } from '../model/form_context';
import type { LookupNames } from '../model/display';
import { LocalKeeper } from '../keeper/local_keeper';
import type { LocalKeeperOptions } from '../keeper/local_keeper';
import type { OnChanged, Origin } from '../keeper/keeper';
import { ServerKeeper } from '../keeper/server_keeper';
import { useKeeper } from '../keeper/use_keeper';
import { calculatedIn } from '../model/definition';
import type { LoadedDefinition } from '../model/open_form';
import { FormView } from '../view/form_view';
import { LetterProvider, useLetter } from '../view/letter';
import { NextFault } from '../view/next_fault';
import { AsideAnswers } from './aside_answers';
import { ConflictNotice } from './conflict_notice';
import styles from './editable_record.module.css';
import { LeaveDialog } from './leave_dialog';
import { NeedsYou } from './needs_you';
import { RestoredNotice } from './restored_notice';
import { SaveState } from './save_state';
import type { StartingPoint } from './starting_point';
import { useFormStore } from './use_form_store';
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
  /** The database of this device, and what it had of the record when it was opened; undefined: there is none. */
  local?: Pick<LocalKeeperOptions, 'local' | 'draft' | 'beginning'> | undefined;
  /** Submitted, or stored: what the page around it should know. */
  onChanged: OnChanged;
  /** As long as the verdict on a submission is waited for. */
  onSubmitting?: (submitting: boolean) => void;
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
  const { local, origin } = props;
  const onLocal: OnChanged = (now, why) => {
    if (why === 'upgraded') news.keep(now);
    onChanged(now, why);
  };
  const common = { entity, userId, record, definitionVersion, origin };
  const make = () =>
    local
      ? new LocalKeeper({
          ...common,
          ...local,
          calculated: calculatedIn(definition),
          onChanged: onLocal,
        })
      : new ServerKeeper({ ...common, version, onStored });
  const kept = useKeeper<LocalKeeper | ServerKeeper>(make, store, start.restored > 0);
  const { keeper, status } = kept;
  const [opened] = useState(() => store.data());
  const [upgraded] = useState(props.upgraded);
  useTold(local?.local, record?.id, upgraded !== undefined);
  const [attempt, setAttempt] = useState(0);
  const [elsewhere, setElsewhere] = useState<readonly Violation[]>([]);
  const [submitting, setIsSubmitting] = useState(false);
  const setSubmitting = (now: boolean) => {
    setIsSubmitting(now);
    props.onSubmitting?.(now);
  };
  const [leaving, setLeaving] = useState(false);

  const showFaults = (faults: readonly Violation[]) => {
    setElsewhere(faults);
    setAttempt((count) => count + 1);
  };

  const save = async () => {
    const isKept = await keeper.save();
    const { status: now, problem } = keeper.snapshot();
    if (!isKept) void message.error(problemText(problem));
    else void message.success(t(now === 'saved' ? 'save.done' : 'save.here'));
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
      const submitted = await keeper.submit();
      if (submitted.outcome === 'unsaved') {
        void message.error(problemText(keeper.snapshot().problem));
      } else if (submitted.outcome === 'refused') {
        showFaults(store.setServerViolations(submitted.violations));
      } else {
        const { outcome, record: now } = submitted;
        void message.success(t(outcome === 'waiting' ? 'submit.waiting' : 'submit.done'));
        onChanged(now, outcome);
      }
    } catch (error) {
      void message.error(problemText(error));
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
    await keeper.discard(opened);
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
          {upgraded && <UpgradedNotice {...upgraded} />}
          {keeper instanceof ServerKeeper && status === 'conflict' && (
            <ConflictNotice
              onMine={() => keeper.overwrite()}
              onTheirs={() => {
                keeper.abandon();
                void onReload();
              }}
            />
          )}
          {keeper instanceof LocalKeeper && (
            <NeedsYou
              view={kept}
              resolve={(choices) => keeper.resolve(choices)}
              onGiveUp={discard}
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

/** What is shown now need not be told again. */
function useTold(local: LocalData | undefined, id: string | undefined, told: boolean): void {
  useEffect(() => {
    if (!told || !local || id === undefined) return;
    local.ask({ ask: 'keep', key: upgradeKey(id), value: null }).catch(() => undefined);
  }, [local, id, told]);
}
