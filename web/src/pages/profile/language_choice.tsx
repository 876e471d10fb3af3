import { useMutation } from '@tanstack/react-query';
import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api';
import type { Locale } from '../../api';
import { chooseLocale, currentLocale, locales } from '../../i18n';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';

const names: Record<Locale, string> = { 'zh-CN': '中文', en: 'English' };

/** The language of the pages, and of the mails the server sends to this account. */
export function LanguageChoice() {
  const { t } = useTranslation('profile');
  const choose = useMutation({
    mutationFn: async (locale: Locale) => {
      await chooseLocale(locale);
      await api.patch('me', { locale });
    },
  });
  return (
    <Panel title={t('language')}>
      <Radio.Group
        optionType="button"
        aria-label={t('language')}
        value={currentLocale()}
        options={locales.map((locale) => ({ value: locale, label: names[locale] }))}
        onChange={(event) => choose.mutate(event.target.value as Locale)}
      />
      <ProblemNote error={choose.error} />
    </Panel>
  );
}
