import { SwapOutlined } from '@ant-design/icons';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { NotFoundPage } from '../../app/not_found_page';
import { Loaded } from '../parts/loaded';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { Panel } from '../parts/panel';
import { ProblemNote } from '../parts/problem_note';
import styles from './companies.module.css';
import { loadCompany, type Company, type CompanyView, type Library } from './companies_api';
import { CompanyFacts } from './company_facts';
import { MarkDrawer } from './mark_drawer';
import { MarkList } from './mark_list';
import { administers, pairAddress } from './may_pair';
import { OwnerText } from './owner_text';
import { mergeCompanies, previewMerge, type MergeChoice } from './pairs_api';
import { pairFields } from './pair_fields';
import { PairTable } from './pair_table';
import pairs from './pairs.module.css';
import { StateTag } from './state_tag';
import { companiesKey, companyKey, useChanged } from './use_changed';
import { useLibraries } from './use_libraries';

const untouched: MergeChoice = { fields: {}, owner: 'kept' };

/** 比较客户: two side by side, to be merged into one, or marked as not being duplicates. */
export default function PairPage() {
  const { t } = useTranslation('companies');
  const { library = '', id = '', other = '' } = useParams();
  const libraries = useLibraries();
  const kept = useQuery({
    queryKey: companyKey(library, id),
    queryFn: ({ signal }) => loadCompany(library, id, signal),
  });
  const second = useQuery({
    queryKey: companyKey(library, other),
    queryFn: ({ signal }) => loadCompany(library, other, signal),
  });
  const waiting = <Skeleton active paragraph={{ rows: 12 }} />;
  return (
    <Loaded query={libraries} skeleton={waiting}>
      {({ items }) => {
        const found = items.find((one) => one.id === library);
        if (!found) return <NotFoundPage />;
        return (
          <>
            <PageHeading title={t('pair.title')} subtitle={found.label} />
            <Loaded query={kept} skeleton={waiting}>
              {(a) => (
                <Loaded query={second} skeleton={waiting}>
                  {(b) =>
                    a.company.id === b.company.id ? (
                      <One company={a.company} />
                    ) : (
                      <Pair key={`${id} ${other}`} a={a} b={b.company} library={found} />
                    )
                  }
                </Loaded>
              )}
            </Loaded>
          </>
        );
      }}
    </Loaded>
  );
}

/** Merged already, or the same one twice. */
function One({ company }: { company: Company }) {
  const { t } = useTranslation('companies');
  return (
    <Notice
      icon={<SwapOutlined aria-hidden />}
      title={t('pair.one')}
      action={<Link to={`/companies/${company.library}/${company.id}`}>{company.name}</Link>}
    />
  );
}

function Pair({ a, b: other, library }: { a: CompanyView; b: Company; library: Library }) {
  const { t } = useTranslation('companies');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const changed = useChanged(library.id);
  const [choice, setChoice] = useState(untouched);
  const [marking, setMarking] = useState(false);
  const kept = a.company;
  const marks = a.marks.filter((mark) => mark.other === other.id);
  const preview = useQuery({
    queryKey: [
      ...companiesKey(library.id),
      'merge',
      kept.id,
      kept.version,
      other.id,
      other.version,
      marks.length,
      choice,
    ],
    queryFn: () => previewMerge(kept, other, choice),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const merge = useMutation({
    mutationFn: () => mergeCompanies(kept, other, choice),
    onSuccess: async ({ company }) => {
      void message.success(t('pair.done', { name: company.name }));
      await navigate(`/companies/${library.id}/${company.id}`);
      await changed();
    },
    onError: () => changed(),
  });
  const swap = () => void navigate(pairAddress(library.id, other.id, kept.id), { replace: true });
  const twoOwners = kept.state !== 'pool' && other.state !== 'pool';
  const differ = kept.owner?.id !== other.owner?.id || kept.state !== other.state;
  return (
    <div className={styles.checkColumns}>
      <Panel
        title={t('pair.both_sides')}
        extra={
          <Button icon={<SwapOutlined aria-hidden />} onClick={swap}>
            {t('pair.swap')}
          </Button>
        }
      >
        <p className={styles.hint}>{t('pair.hint')}</p>
        <div className={pairs.pairHead}>
          <div />
          <div className={pairs.pairSides}>
            <Head company={kept} role={t('pair.side_kept')} />
            <Head company={other} role={t('pair.side_other')} />
          </div>
        </div>
        <PairTable
          kept={kept}
          other={other}
          fields={pairFields(kept.data, other.data)}
          choice={choice}
          choose={setChoice}
          choosesOwner={twoOwners && differ && administers(library)}
        />
      </Panel>
      <div className={styles.stack}>
        <Panel title={t('pair.result')}>
          <div aria-live="polite" aria-busy={preview.isFetching}>
            {preview.isError ? (
              <ProblemNote error={preview.error} />
            ) : preview.data ? (
              <>
                <p className={styles.hint}>
                  {t('check.owner')} <OwnerText owner={preview.data.company.owner} />
                </p>
                <CompanyFacts company={preview.data.company} />
              </>
            ) : (
              <Skeleton active paragraph={{ rows: 5 }} />
            )}
          </div>
          <ProblemNote error={preview.isError ? null : merge.error} />
          <div className={styles.buttons}>
            <Button
              type="primary"
              disabled={preview.isError}
              loading={merge.isPending}
              onClick={() => merge.mutate()}
            >
              {t('pair.merge')}
            </Button>
            {marks.length === 0 && (
              <Button onClick={() => setMarking(true)}>{t('pair.mark')}…</Button>
            )}
          </div>
          <MarkList company={kept} marks={marks} />
        </Panel>
      </div>
      <MarkDrawer
        open={marking}
        company={kept}
        from={{ other: other.id, name: other.name }}
        close={() => setMarking(false)}
        done={async () => {
          void message.success(t('pair.marked'));
          setMarking(false);
          await changed();
        }}
      />
    </div>
  );
}

function Head({ company, role }: { company: Company; role: string }) {
  return (
    <div>
      <div className="soft">{role}</div>
      <Link to={`/companies/${company.library}/${company.id}`}>{company.name}</Link>{' '}
      <StateTag state={company.state} />
    </div>
  );
}
