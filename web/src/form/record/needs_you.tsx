import { Alert, Button, Flex, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordData } from '../../api';
import { useProblemText } from '../../app/use_problem_text';
import type { Conflict } from '../../sync';
import type { KeeperView } from '../keeper/keeper';
import { fieldAt } from '../model/definition';
import { displayValue } from '../model/display';
import { useForm, useLabel, useLocale } from '../model/form_context';
import styles from './needs_you.module.css';

interface Props {
  view: Pick<KeeperView, 'conflicts' | 'refused' | 'gone'>;
  resolve: (choices: RecordData) => Promise<void>;
  onGiveUp: () => Promise<void>;
}

/** Why nothing is sent: fields changed here and elsewhere, a refusal, a record that is gone. Nothing typed is lost by any. */
export function NeedsYou({ view, resolve, onGiveUp }: Props) {
  const { t } = useTranslation('form');
  if (view.gone) {
    return (
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={t('gone.title')}
        description={
          <Flex vertical gap={12} align="start">
            {t('gone.text')}
            <Button size="small" danger onClick={() => void onGiveUp()}>
              {t('gone.give_up')}
            </Button>
          </Flex>
        }
      />
    );
  }
  if (view.conflicts.length > 0) {
    const key = view.conflicts.map(({ field }) => field).join();
    return <Conflicts key={key} conflicts={view.conflicts} resolve={resolve} />;
  }
  if (view.refused.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('refused.title')}
      description={t('refused.text')}
    />
  );
}

type Side = 'mine' | 'theirs';

/** Field by field, both answers side by side: which of them stays. */
function Conflicts({
  conflicts,
  resolve,
}: {
  conflicts: readonly Conflict[];
  resolve: Props['resolve'];
}) {
  const { t } = useTranslation('form');
  const problemText = useProblemText();
  const [sides, setSides] = useState<Record<string, Side>>({});
  const [problem, setProblem] = useState('');
  const isDecided = conflicts.every(({ field }) => sides[field] !== undefined);
  const decide = async () => {
    const chosen = conflicts.map((one) => [one.field, one[sides[one.field] ?? 'mine']] as const);
    try {
      await resolve(Object.fromEntries(chosen));
    } catch (error) {
      setProblem(problemText(error));
    }
  };
  const all = (side: Side) =>
    setSides(Object.fromEntries(conflicts.map((one) => [one.field, side])));
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('conflicts.title')}
      description={
        <Flex vertical gap={12} align="start">
          <span>{t('conflicts.text')}</span>
          {conflicts.map((conflict) => (
            <ConflictRow
              key={conflict.field}
              conflict={conflict}
              side={sides[conflict.field]}
              choose={(side) => setSides({ ...sides, [conflict.field]: side })}
            />
          ))}
          {problem !== '' && <span>{problem}</span>}
          <Flex wrap gap={8}>
            <Button size="small" type="primary" disabled={!isDecided} onClick={() => void decide()}>
              {t('conflicts.apply')}
            </Button>
            <Button size="small" onClick={() => all('mine')}>
              {t('conflicts.all_mine')}
            </Button>
            <Button size="small" onClick={() => all('theirs')}>
              {t('conflicts.all_theirs')}
            </Button>
          </Flex>
        </Flex>
      }
    />
  );
}

interface RowProps {
  conflict: Conflict;
  side: Side | undefined;
  choose: (side: Side) => void;
}

function ConflictRow({ conflict, side, choose }: RowProps) {
  const { t } = useTranslation('form');
  const label = useLabel();
  const answer = useAnswerText(conflict.field);
  const name = label(conflict.field);
  return (
    <Radio.Group
      className={styles.row ?? ''}
      value={side}
      aria-label={name}
      data-conflict={conflict.field}
      onChange={({ target }) => choose(target.value as Side)}
    >
      <span className={styles.name}>{name}</span>
      {(['mine', 'theirs'] as const).map((one) => (
        <Radio key={one} value={one} className={styles.side ?? ''}>
          <span className={styles.whose}>{t(`conflicts.${one}`)}</span>
          <span className={styles.answer}>{answer(conflict[one])}</span>
        </Radio>
      ))}
    </Radio.Group>
  );
}

/** An answer in words; of one that has none (rows, files) how many there are. */
function useAnswerText(path: string): (value: RecordData[string] | undefined) => string {
  const { t } = useTranslation('form');
  const { bundle, lookups } = useForm();
  const locale = useLocale();
  const field = fieldAt(bundle, path);
  const words = { yes: t('yes'), no: t('no') };
  return (value) => {
    if (value === null || value === undefined || !field) return t('conflicts.empty');
    if (field.kind === 'repeat' || field.kind === 'attachments') {
      return t('conflicts.entries', { count: Array.isArray(value) ? value.length : 0 });
    }
    return displayValue(field, value, { bundle, locale, lookups, words }) || t('conflicts.empty');
  };
}
