import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hasRole, useMe } from '../../session';
import { PageHeading } from '../parts/page_heading';
import { Panel } from '../parts/panel';
import styles from './help.module.css';

/** 帮助: how a signing goes, which documents to prepare, and what people ask most. */
export default function HelpPage() {
  const { t } = useTranslation('help');
  const me = useMe();
  return (
    <>
      <PageHeading title={t('title')} subtitle={t('subtitle')} />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Panel title={t('steps.title')}>
            <ol className={styles.steps}>
              {(['prepare', 'fill', 'submit', 'approve', 'mend'] as const).map((step) => (
                <li key={step}>
                  <h3>{t(`steps.${step}`)}</h3>
                  <p>{t(`steps.${step}_text`)}</p>
                </li>
              ))}
            </ol>
            {hasRole(me, ['partner']) && <Link to="/signings/new">{t('steps.start')}</Link>}
          </Panel>
          <Questions />
        </div>
        <div className={styles.stack}>
          <Panel title={t('documents.title')}>
            <p>{t('documents.always')}</p>
            <ul>
              <li>{t('documents.identity')}</li>
            </ul>
            <p>{t('documents.either')}</p>
            <ul>
              <li>{t('documents.combined')}</li>
            </ul>
            <p>{t('documents.or')}</p>
            <ul>
              <li>{t('documents.licence')}</li>
              <li>{t('documents.organisation')}</li>
              <li>{t('documents.tax')}</li>
            </ul>
          </Panel>
          <Panel title={t('keys.title')}>
            <dl className={styles.keys}>
              {(['tab', 'arrows', 'why', 'decide', 'escape'] as const).map((key) => (
                <div key={key}>
                  <dt>
                    <kbd>{t(`keys.${key}`)}</kbd>
                  </dt>
                  <dd>{t(`keys.${key}_text`)}</dd>
                </div>
              ))}
            </dl>
          </Panel>
          <Panel title={t('contact.title')}>
            <p>{t('contact.text')}</p>
          </Panel>
        </div>
      </div>
    </>
  );
}

const questions = ['password', 'order', 'cleared', 'draft', 'dealer', 'once', 'withdraw'] as const;

function Questions() {
  const { t } = useTranslation('help');
  return (
    <Panel title={t('questions.title')} flush>
      {questions.map((question) => (
        <details key={question} className={styles.question}>
          <summary>{t(`questions.${question}`)}</summary>
          <p>{t(`questions.${question}_answer`)}</p>
        </details>
      ))}
    </Panel>
  );
}
