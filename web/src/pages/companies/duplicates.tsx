import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LinkButton } from '../parts/link_button';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import styles from './companies.module.css';
import { checkCompany, type CompanyView, type Library, type Match } from './companies_api';
import { CompanySelect } from './company_select';
import { MarkList } from './mark_list';
import { mayPair, pairAddress } from './may_pair';
import pairs from './pairs.module.css';
import { StateTag } from './state_tag';
import { companyKey } from './use_changed';

/** 重复客户: what looks like this company, what was said to be another one, and any other to hold it against. */
export function Duplicates({ view, library }: { view: CompanyView; library: Library }) {
  const { company } = view;
  if (!mayPair(company, library)) return null;
  return <Shown view={view} library={library} />;
}

function Shown({ view: { company, marks }, library }: { view: CompanyView; library: Library }) {
  const { t } = useTranslation('companies');
  const [other, setOther] = useState<string>();
  const check = useQuery({
    queryKey: [...companyKey(library.id, company.id), 'duplicates', company.version],
    queryFn: () => checkCompany(library.id, company.data),
    enabled: company.masked.length === 0,
  });
  const alike = (check.data?.matches ?? []).filter(
    (match) =>
      match.id !== undefined &&
      match.id !== company.id &&
      !match.marked_different &&
      !marks.some((mark) => mark.other === match.id),
  );
  return (
    <Panel title={t('pair.duplicates')}>
      {alike.length === 0 && check.isSuccess && (
        <p className={styles.hint}>{t('pair.none_alike')}</p>
      )}
      <ProblemNote error={check.error} />
      <ul className={pairs.duplicates} aria-label={t('pair.alike')}>
        {alike.map((match) => (
          <Alike key={match.id} match={match} company={company.id} library={library} />
        ))}
      </ul>
      <MarkList company={company} marks={marks} />
      <div className={pairs.search}>
        <CompanySelect library={library} except={company.id} value={other} onChange={setOther} />
        {other && (
          <LinkButton to={pairAddress(library.id, company.id, other)}>
            {t('pair.compare')}
          </LinkButton>
        )}
      </div>
    </Panel>
  );
}

function Alike({ match, company, library }: { match: Match; company: string; library: Library }) {
  const { t } = useTranslation('companies');
  return (
    <li>
      <div className={styles.matchHead}>
        <Link to={`/companies/${library.id}/${match.id ?? ''}`}>{match.name}</Link>
        <StateTag state={match.state} />
      </div>
      <div className={styles.eventHead}>
        <Tag color={match.outcome === 'same' ? 'error' : 'warning'}>
          {t(`check.${match.outcome}`)}
        </Tag>
        {mayPair(match, library) && (
          <Link
            to={pairAddress(library.id, company, match.id ?? '')}
            aria-label={t('do_with', { what: t('pair.compare'), name: match.name })}
          >
            {t('pair.compare')}
          </Link>
        )}
      </div>
    </li>
  );
}
