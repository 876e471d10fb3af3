import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, NetworkError } from '../api';
import { momentTexts } from '../pages/parts/moment_texts';
import { LocalError } from '../sync';

/** What to tell a person about a failed request; the server's own words where it has some. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation('app');
  return useCallback(
    (error: unknown) => {
      if (error instanceof NetworkError) return t('problem.network');
      if (error instanceof LocalError) {
        return t([`problem.${error.violation.code}`, 'problem.storage.failed']);
      }
      if (!(error instanceof ApiError)) {
        console.error(error); // a fault of ours: the person gets a code, the log the reason
        return t('problem.unknown', { code: 'app' });
      }
      if (error.until !== undefined) {
        return t('problem.blocked', { time: momentTexts(error.until, new Date(), 'en')?.time });
      }
      if (error.status === 429) {
        return error.retryAfter === undefined
          ? t('problem.throttled_soon')
          : t('problem.throttled', { seconds: error.retryAfter });
      }
      const said = error.violations.flatMap((violation) => violation.message ?? []).join(' ');
      if (said !== '') return said;
      const told = error.detail ?? error.message;
      return told === error.code ? t('problem.unknown', { code: error.code }) : told;
    },
    [t],
  );
}
