import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../parts/form_drawer';
import { LinkButton } from '../parts/link_button';
import { ProblemNote } from '../parts/problem_note';
import styles from './companies.module.css';
import { actOnMany } from './companies_api';
import type { BatchAction, BatchResult, Company, Library, Scope } from './companies_api';
import { administers, mayPair, pairAddress } from './may_pair';
import { PersonSelect } from './person_select';
import { ReasonItem } from './reason_item';
import { useChanged } from './use_changed';

type Kind = BatchAction['action'];

/** What a list offers for many at once; whether each is possible, the server decides. */
function offersOf(scope: Scope, library: Library): Kind[] {
  if (scope === 'mine' || scope === 'department') return ['release', 'hand_over'];
  const rules = administers(library);
  if (scope === 'all') return rules ? ['hand_over'] : [];
  const open = library.pools.some(({ member, claim }) => member && claim === 'open');
  return [...(open ? (['claim'] as const) : []), ...(rules ? (['distribute'] as const) : [])];
}

export function hasBatch(scope: Scope, library: Library): boolean {
  return offersOf(scope, library).length > 0;
}

interface BatchProps {
  library: Library;
  scope: Scope;
  chosen: readonly Company[];
  /** Chosen no more. */
  clear: () => void;
}

interface Draft {
  reason?: string;
  person?: string;
}

/** The chosen rows of a list, and what is done with all of them: each gets its own verdict. */
export function Batch({ library, scope, chosen, clear }: BatchProps) {
  const { t } = useTranslation('companies');
  const changed = useChanged(library.id);
  const [doing, setDoing] = useState<Kind | null>(null);
  const [told, setTold] = useState<{ result: BatchResult; names: Map<string, string> } | null>(
    null,
  );
  const run = async (action: BatchAction) => {
    const names = new Map(chosen.map(({ id, name }) => [id, name]));
    const result = await actOnMany(library.id, chosen, action);
    setTold({ result, names });
    setDoing(null);
    clear();
    await changed();
  };
  const [one, other] = chosen.length === 2 ? chosen : [];
  const claim = useMutation({ mutationFn: () => run({ action: 'claim' }) });
  return (
    <>
      {told && <Verdicts {...told} close={() => setTold(null)} />}
      <ProblemNote error={claim.error} />
      {chosen.length > 0 && (
        <div className={styles.batch} role="group" aria-label={t('batch.title')}>
          <span aria-live="polite">{t('batch.chosen', { count: chosen.length })}</span>
          {offersOf(scope, library).map((kind) => (
            <Button
              key={kind}
              loading={kind === 'claim' && claim.isPending}
              onClick={() => (kind === 'claim' ? claim.mutate() : setDoing(kind))}
            >
              {t('batch.do', { what: t(`do.${kind}`) })}
            </Button>
          ))}
          {one && other && mayPair(one, library) && mayPair(other, library) && (
            <LinkButton to={pairAddress(library.id, one.id, other.id)}>
              {t('pair.compare')}
            </LinkButton>
          )}
          <Button type="text" onClick={clear}>
            {t('batch.clear')}
          </Button>
        </div>
      )}
      <FormDrawer<Draft, unknown>
        open={doing !== null}
        title={doing ? t('batch.title_of', { what: t(`do.${doing}`), count: chosen.length }) : ''}
        size={420}
        initial={{}}
        inputs={['reason', 'person']}
        save={(draft) => run(actionOf(doing, draft))}
        saved={() => Promise.resolve()}
        close={() => setDoing(null)}
      >
        {doing === 'release' ? (
          <ReasonItem library={library} />
        ) : (
          <Form.Item name="person" label={t('person')}>
            <PersonSelect library={library.id} />
          </Form.Item>
        )}
        {doing === 'distribute' && <p className={styles.hint}>{t('do.distribute_hint')}</p>}
      </FormDrawer>
    </>
  );
}

function actionOf(kind: Kind | null, { reason = '', person = '' }: Draft): BatchAction {
  if (kind === 'hand_over') return { action: kind, person };
  if (kind === 'distribute') return { action: kind, ...(person ? { person } : {}) };
  return { action: 'release', reason };
}

interface VerdictsProps {
  result: BatchResult;
  names: Map<string, string>;
  close: () => void;
}

/** How many went, and of each that did not, why. */
function Verdicts({ result, names, close }: VerdictsProps) {
  const { t } = useTranslation('companies');
  const refused = result.results.filter(({ done }) => !done);
  return (
    <Alert
      className={styles.dueNote ?? ''}
      role="status"
      type={refused.length === 0 ? 'success' : 'warning'}
      showIcon
      closable={{ closeIcon: true, 'aria-label': t('close'), onClose: close }}
      title={t('batch.done', { done: result.done, refused: refused.length })}
      description={
        refused.length > 0 && (
          <ul className={styles.told}>
            {refused.map(({ id, code, violations = [] }) => (
              <li key={id}>
                <strong>{names.get(id)}</strong>
                {t('colon')}
                {violations.map(({ message }) => message ?? '').join(' ') || code}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
