import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api';
import { ProblemNote } from '../parts/problem_note';
import { ToldList } from './told_list';

interface Props {
  error: unknown;
  /** The version that may be published. */
  next: number;
}

/** Why a definition cannot be published: every error with its place. */
export function Refusal({ error, next }: Props) {
  const { t } = useTranslation('admin');
  if (!(error instanceof ApiError)) return <ProblemNote error={error} />;
  if (error.code === 'record.version_conflict') {
    return <Alert type="error" showIcon role="alert" title={t('definitions.not_next', { next })} />;
  }
  if (error.violations.length === 0) return <ProblemNote error={error} />;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={error.detail ?? error.message}
      description={<ToldList told={error.violations} />}
    />
  );
}
