import type { ConfigProviderProps } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../i18n';

type AntLocale = NonNullable<ConfigProviderProps['locale']>;

/** antd's and dayjs's own words (pickers, pagination) in the language of the page. */
export function useAntLocale(): AntLocale | undefined {
  const { i18n } = useTranslation('app');
  const [locale, setLocale] = useState<AntLocale>();
  useEffect(() => {
    let current = true;
    const chosen = currentLocale();
    const load =
      chosen === 'en'
        ? import('antd/locale/en_US')
        : Promise.all([import('antd/locale/zh_CN'), import('dayjs/locale/zh-cn')]).then(([m]) => m);
    void load.then((module) => {
      if (!current) return;
      dayjs.locale(chosen === 'en' ? 'en' : 'zh-cn');
      setLocale(module.default);
    });
    return () => {
      current = false;
    };
  }, [i18n.language]);
  return locale;
}
