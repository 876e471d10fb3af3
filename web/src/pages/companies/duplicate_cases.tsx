import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './companies.module.css';
import type { DuplicateCase } from './rules_api';

const events = ['enter', 'import', 'edit', 'authentication', 'claim'] as const;
const evidence = ['same', 'number', 'probable'] as const;
const owners = ['own', 'owned', 'pool', 'library'] as const;
const tones = {
  refuse: 'error',
  bind: 'processing',
  warn: 'warning',
  tell: 'default',
  allow: 'success',
} as const;

/** 查重规则: what follows of every case, and which line of the rules says so. */
export function DuplicateCases({ cases }: { cases: readonly DuplicateCase[] }) {
  const { t } = useTranslation('companies');
  const of = (on: string, found: string, whose: string) =>
    cases.find((each) => each.on === on && each.found === found && each.whose === whose);
  return (
    <details className={styles.cases}>
      <summary>{t('cases.title')}</summary>
      <p className={styles.hint}>{t('cases.hint')}</p>
      <div className={styles.casesScroll} tabIndex={0} role="region" aria-label={t('cases.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('cases.on')}</th>
              <th scope="col">{t('cases.found')}</th>
              {owners.map((whose) => (
                <th key={whose} scope="col">
                  {t(`cases.whose.${whose}`)}
                </th>
              ))}
            </tr>
          </thead>
          {events.map((on) => (
            <tbody key={on}>
              {evidence.map((found, index) => (
                <tr key={found}>
                  {index === 0 && (
                    <th scope="rowgroup" rowSpan={evidence.length}>
                      {t(`cases.events.${on}`)}
                    </th>
                  )}
                  <th scope="row">{t(`cases.evidence.${found}`)}</th>
                  {owners.map((whose) => {
                    const one = of(on, found, whose);
                    return (
                      <td key={whose}>
                        {one && (
                          <>
                            <Tag color={tones[one.then]}>{t(`cases.then.${one.then}`)}</Tag>
                            {one.reason && <span>{t('cases.reason')} </span>}
                            {one.line !== null && (
                              <span className="soft">{t('cases.line', { line: one.line })}</span>
                            )}
                          </>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </details>
  );
}
