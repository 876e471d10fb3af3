import { GlobalOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../api';
import { chooseLocale, currentLocale } from '../i18n';
import { useSession } from '../session';

/** Two languages, so a switch: it offers the other one, in that one's own words. */
export function LanguageSwitch() {
  const { t } = useTranslation('app');
  const { me } = useSession();
  const other = currentLocale() === 'en' ? 'zh-CN' : 'en';
  const change = async () => {
    await chooseLocale(other);
    // Mails follow the account's language; if this fails the page has still switched.
    if (me) await api.patch('me', { locale: other }).catch(() => undefined);
  };
  return (
    <Button type="text" icon={<GlobalOutlined />} onClick={change} lang={other}>
      {t(`language.${other}`)}
    </Button>
  );
}
