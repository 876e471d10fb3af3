import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../parts/form_drawer';
import { useCollision } from './collision_refusal';
import styles from './companies.module.css';
import { act, type Action, type Company, type Library } from './companies_api';
import type { Doing } from './offers';
import { PersonSelect } from './person_select';
import { ReasonItem } from './reason_item';
import { useTermText } from './term_text';
import { useChanged } from './use_changed';

interface Draft {
  reason?: string;
  person?: string;
  name?: string;
  until?: string;
}
const inputs = ['reason', 'person', 'name', 'until'] as const;

interface ActionDrawerProps {
  doing: Doing | null;
  company: Company;
  library: Library;
  close: () => void;
  done: (what: Doing) => void;
}

/** What has to be said before something is done with a company. */
export function ActionDrawer({ doing, company, library, close, done }: ActionDrawerProps) {
  const { t } = useTranslation('companies');
  const termText = useTermText();
  const changed = useChanged(library.id);
  const { said, refusal } = useCollision(library.id, 'check.go_on');
  const names: Partial<Record<Doing, string>> = {
    special: company.name,
    correct: company.name_wanted ?? '',
  };
  const initial: Draft = { name: (doing && names[doing]) ?? '' };
  return (
    <FormDrawer<Draft, unknown>
      open={doing !== null}
      title={doing ? t('do_with', { what: t(`do.${doing}`), name: company.name }) : ''}
      size={420}
      initial={initial}
      inputs={inputs}
      save={(draft) => act(company, { ...actionOf(doing ?? 'release', draft), ...said() })}
      saved={async () => {
        await changed();
        if (doing) done(doing);
      }}
      close={close}
      refusal={refusal}
    >
      {doing === 'release' && <ReasonItem library={library} />}
      {doing !== 'release' && doing !== 'correct' && (
        <Form.Item name="person" label={t('person')}>
          <PersonSelect library={library.id} />
        </Form.Item>
      )}
      {doing === 'distribute' && <p className={styles.hint}>{t('do.distribute_hint')}</p>}
      {doing === 'protect' && (
        <Form.Item name="until" label={t('until')} extra={t('do.protect_hint')}>
          <Input type="datetime-local" />
        </Form.Item>
      )}
      {(doing === 'special' || doing === 'correct') && (
        <Form.Item
          name="name"
          label={t('field.name')}
          extra={
            doing === 'special'
              ? t('do.special_hint', { term: termText(library.terms.name) })
              : t('do.correct_hint', { name: company.name_wanted })
          }
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
    </FormDrawer>
  );
}

function actionOf(doing: Doing, { reason = '', person = '', name = '', until }: Draft): Action {
  switch (doing) {
    case 'release':
      return { action: doing, reason };
    case 'hand_over':
      return { action: doing, person };
    case 'distribute':
      return { action: doing, ...(person ? { person } : {}) };
    case 'protect':
      return { action: doing, person, ...(until ? { until: new Date(until).toISOString() } : {}) };
    case 'special':
      return { action: doing, person, name: name.trim() };
    case 'correct':
      return { action: doing, name: name.trim() };
    default:
      return { action: doing };
  }
}
