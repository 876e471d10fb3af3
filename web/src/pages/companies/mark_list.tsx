import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../parts/problem_note';
import styles from './companies.module.css';
import { MarkedBy } from './marked_by';
import { unmark, type Mark } from './pairs_api';
import { useChanged } from './use_changed';

interface MarkListProps {
  company: { id: string; library: string };
  marks: readonly Mark[];
}

/** What a company was marked as different from, each with the way to take that back. */
export function MarkList({ company, marks }: MarkListProps) {
  const { t } = useTranslation('companies');
  const changed = useChanged(company.library);
  const takeBack = useMutation({
    mutationFn: (mark: Mark) => unmark(company, mark.id),
    onSettled: changed,
  });
  if (marks.length === 0) return null;
  return (
    <>
      <ol className={styles.events} aria-label={t('pair.marks')}>
        {marks.map((mark) => (
          <li key={mark.id} className={styles.event}>
            <div className={styles.eventHead}>
              <strong>{mark.name}</strong>
              <Button
                size="small"
                aria-label={t('do_with', { what: t('pair.unmark'), name: mark.name })}
                loading={takeBack.isPending && takeBack.variables.id === mark.id}
                onClick={() => takeBack.mutate(mark)}
              >
                {t('pair.unmark')}
              </Button>
            </div>
            <MarkedBy mark={mark} />
          </li>
        ))}
      </ol>
      <ProblemNote error={takeBack.error} />
    </>
  );
}
