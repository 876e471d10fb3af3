import { Alert } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckMatches } from './check_matches';
import { collisionIn, type Check, type GoingOn } from './companies_api';
import { GoOn } from './go_on';

/**
 * What a drawer shows when what it saves collides with another company, and how somebody who has read of it goes on. `said` is what
 * to send with the next save, once.
 */
export function useCollision(library: string) {
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
          go={(reason) => {
            next.current = { warned: true, ...(reason ? { reason } : {}) };
          }}
        />
      )
    );
  };
  return { said, refusal };
}

function Collides({
  check,
  library,
  go,
}: {
  check: Check;
  library: string;
  go: (reason: string) => void;
}) {
  const { t } = useTranslation('companies');
  const asks = check.then === 'warn';
  return (
    <>
      <Alert type={asks ? 'warning' : 'error'} showIcon role="alert" title={check.message} />
      <CheckMatches check={check} library={library} />
      {asks && <GoOn check={check} text={t('check.save_all_the_same')} go={go} submits />}
    </>
  );
}
