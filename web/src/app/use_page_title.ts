import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the browser tab after the page. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation('app');
  const brand = t('brand');
  useEffect(() => {
    document.title = `${title} · ${brand}`;
  }, [title, brand]);
}
