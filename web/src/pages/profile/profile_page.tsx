import { useTranslation } from 'react-i18next';
import { PageHeading } from '../parts/page_heading';
import { LanguageChoice } from './language_choice';
import { OwnData } from './own_data';
import { PasswordForm } from './password_form';
import styles from './profile.module.css';
import { SecondFactor } from './second_factor';
import { Sessions } from './sessions';

/** 个人资料: own data, language, password, second factor, and where one is signed in. */
export default function ProfilePage() {
  const { t } = useTranslation('profile');
  return (
    <>
      <PageHeading title={t('title')} />
      <div className={styles.stack}>
        <OwnData />
        <LanguageChoice />
        <PasswordForm />
        <SecondFactor />
        <Sessions />
      </div>
    </>
  );
}
