import { Alert, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckMatches } from './check_matches';
import { collisionIn, type Check, type GoingOn } from './companies_api';
import { GoOn } from './go_on';

/**
 * What a drawer shows when what it saves collides with another company, and how somebody who has read of it goes on. `said` is what
 * to send with the next save, once.
 */
export function useCollision(library: string, text = 'check.save_all_the_same') {
  const { t } = useTranslation('companies');
  const next = useRef<GoingOn>({});
  const said = (): GoingOn => {
    const once = next.current;
    next.current = {};
    return once;
  };
  const refusal = (error: unknown) => {
    const collision = collisionIn(error);
    return (
      collision && (
        <Collides
          check={collision.check}
          library={library}
          text={t(text)}
          go={(said) => {
            next.current = said;
          }}
          submits
        />
      )
    );
  };
  return { said, refusal };
}

interface Asked {
  check: Check;
  again: (said: GoingOn) => void;
}

/** The same of what is done by a button: `asks` says whether the error is such a question, and then shows it. */
export function useWarned(library: string) {
  const { t } = useTranslation('companies');
  const [asked, setAsked] = useState<Asked | null>(null);
  const asks = (error: unknown, again: Asked['again']): boolean => {
    const check = collisionIn(error)?.check;
    if (check?.then !== 'warn') return false;
    setAsked({ check, again });
    return true;
  };
  const dialog = (
    <Modal
      open={asked !== null}
      title={t('check.read_first')}
      footer={null}
      onCancel={() => setAsked(null)}
      destroyOnHidden
    >
      {asked && (
        <Collides
          check={asked.check}
          library={library}
          text={t('check.go_on')}
          go={(said) => {
            setAsked(null);
            asked.again(said);
          }}
        />
      )}
    </Modal>
  );
  return { asks, dialog };
}

interface CollidesProps {
  check: Check;
  library: string;
  text: string;
  go: (said: GoingOn) => void;
  submits?: boolean;
}

function Collides({ check, library, text, go, submits = false }: CollidesProps) {
  const asks = check.then === 'warn';
  return (
    <>
      <Alert type={asks ? 'warning' : 'error'} showIcon role="alert" title={check.message} />
      <CheckMatches check={check} library={library} />
      {asks && (
        <GoOn
          check={check}
          text={text}
          go={(reason) => go({ warned: true, ...(reason ? { reason } : {}) })}
          submits={submits}
        />
      )}
    </>
  );
}
