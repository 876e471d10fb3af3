import { EllipsisOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';
import { ButtonMenu } from '../parts/button_menu';
import { ActionDrawer } from './action_drawer';
import styles from './companies.module.css';
import { useWarned } from './collision_refusal';
import type { Company, GoingOn, Library } from './companies_api';
import { offersFor, type Doing } from './offers';
import { useAct } from './use_act';

interface CompanyActionsProps {
  company: Company;
  library: Library;
  /** In the row of a list: two buttons, the rest in a menu. */
  few?: boolean;
}

/** What may be done with a company: at once, or after a question. */
export function CompanyActions({ company, library, few = false }: CompanyActionsProps) {
  const { t } = useTranslation('companies');
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [doing, setDoing] = useState<Doing | null>(null);
  const done = (what: string) => void message.success(t(`done.${what}`, { name: company.name }));
  const run = useAct(company, ({ action }) => done(action));
  const { asks, dialog } = useWarned(library.id);
  const take = (action: 'claim' | 'apply', said: GoingOn = {}) =>
    run.mutate(
      { action, ...said },
      {
        onSuccess: ({ check }) => check && !said.warned && void message.info(check.message),
        onError: (error) => {
          if (!asks(error, (read) => take(action, read))) void message.error(problemText(error));
        },
      },
    );
  const start = (what: Doing) => {
    if (what === 'claim' || what === 'apply') take(what);
    else setDoing(what);
  };
  const offers = offersFor(company, library);
  const shown = offers.slice(0, few ? 2 : 3);
  const more = offers.slice(shown.length);
  return (
    <div className={few ? styles.rowButtons : styles.buttons}>
      {shown.map((what, index) => (
        <Button
          key={what}
          size={few ? 'small' : 'middle'}
          type={index === 0 && what !== 'release' ? 'primary' : 'default'}
          ghost={few && index === 0 && what !== 'release'}
          loading={run.isPending && run.variables.action === what}
          aria-label={few ? t('do_with', { what: t(`do.${what}`), name: company.name }) : undefined}
          onClick={() => start(what)}
        >
          {t(`do.${what}`)}
        </Button>
      ))}
      {more.length > 0 && (
        <ButtonMenu
          size={few ? 'small' : 'middle'}
          icon={<EllipsisOutlined aria-hidden />}
          aria-label={t('more_with', { name: company.name })}
          menu={{
            items: more.map((what) => ({ key: what, label: t(`do.${what}`) })),
            onClick: ({ key }) => start(key as Doing),
          }}
        />
      )}
      {dialog}
      <ActionDrawer
        doing={doing}
        company={company}
        library={library}
        close={() => setDoing(null)}
        done={(what) => {
          setDoing(null);
          done(what);
        }}
      />
    </div>
  );
}
