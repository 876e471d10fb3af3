import { useTranslation } from 'react-i18next';
import { Moment } from '../parts/moment';
import type { Mark } from './pairs_api';

/** Who marked a pair as different, when and why, as far as that is told. */
export function MarkedBy({ mark }: { mark: Pick<Mark, 'by' | 'at' | 'reason'> }) {
  const { t } = useTranslation('companies');
  return (
    <p className="soft">
      {t(mark.by ? 'pair.marked_by' : 'pair.marked_on', { name: mark.by })}{' '}
      <Moment time={mark.at} />
      {mark.reason && `${t('colon')}${mark.reason}`}
    </p>
  );
}
