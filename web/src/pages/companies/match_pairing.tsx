import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../parts/link_button';
import styles from './companies.module.css';
import type { Library, Match } from './companies_api';
import { MarkDrawer } from './mark_drawer';
import { administers, mayPair, pairAddress } from './may_pair';

interface MatchPairingProps {
  match: Match;
  /** The first of those that were found: the others are held against it. */
  first: Match | undefined;
  library: Library;
  name?: string | undefined;
  again?: (() => void) | undefined;
}

/** Of what a check found: two that are one are merged, and what only looks like the name asked about is marked. */
export function MatchPairing({ match, first, library, name, again }: MatchPairingProps) {
  const { t } = useTranslation('companies');
  const { message } = App.useApp();
  const [marking, setMarking] = useState(false);
  const { id } = match;
  if (id === undefined) return null;
  const other =
    first?.id !== undefined && first.id !== id && mayPair(first, library) && mayPair(match, library)
      ? first.id
      : undefined;
  const marks = administers(library) && again && name && !match.marked_different;
  if (!other && !marks) return null;
  return (
    <div className={styles.buttons}>
      {other && (
        <LinkButton to={pairAddress(library.id, other, id)}>
          {t('pair.compare_with', { name: first?.name })}
        </LinkButton>
      )}
      {marks && (
        <>
          <Button
            aria-label={t('do_with', { what: t('pair.mark'), name: match.name })}
            onClick={() => setMarking(true)}
          >
            {t('pair.mark')}…
          </Button>
          <MarkDrawer
            open={marking}
            company={{ id, library: library.id, name: match.name ?? '' }}
            from={{ name }}
            close={() => setMarking(false)}
            done={() => {
              setMarking(false);
              void message.success(t('pair.marked'));
              again();
              return Promise.resolve();
            }}
          />
        </>
      )}
    </div>
  );
}
