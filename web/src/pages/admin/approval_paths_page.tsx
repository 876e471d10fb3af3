import { BranchesOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../parts/loaded';
import { Notice } from '../parts/notice';
import { PageHeading } from '../parts/page_heading';
import { listPaths, type ApprovalPath, type PathKind } from './admin_api';
import styles from './admin.module.css';
import { DictionarySelect } from './dictionary_select';
import { PathEditor } from './path_editor';
import { usePathNames } from './path_names';

const kinds = [
  ['province', 'region'],
  ['industry', 'industry'],
] as const satisfies (readonly [PathKind, string])[];

const areaOf = ({ kind, code }: ApprovalPath) => `${kind}/${code}`;
const sameArea = (a: ApprovalPath, b: ApprovalPath) => areaOf(a) === areaOf(b);

/** 审批路径: which levels follow the channel manager, per province or industry. */
export default function ApprovalPathsPage() {
  const { t } = useTranslation('admin');
  const paths = useQuery({
    queryKey: ['admin', 'approval-paths'],
    queryFn: ({ signal }) => listPaths(signal),
  });
  return (
    <>
      <PageHeading title={t('paths.title')} subtitle={t('paths.subtitle')} />
      <Loaded query={paths} skeleton={<Skeleton active paragraph={{ rows: 8 }} />}>
        {(page) => <Paths paths={page.items} />}
      </Loaded>
    </>
  );
}

function Paths({ paths }: { paths: readonly ApprovalPath[] }) {
  const { t } = useTranslation('admin');
  const nameOf = usePathNames();
  const [picked, setPicked] = useState<ApprovalPath | null>(paths[0] ?? null);
  // Paths with levels that are not saved yet: looking at another path must not lose them.
  const [changed, setChanged] = useState<readonly ApprovalPath[]>([]);
  const all = paths.map((path) => changed.find((one) => sameArea(one, path)) ?? path);
  for (const path of picked ? [...changed, picked] : changed)
    if (!all.some((one) => sameArea(one, path))) all.push(path);
  const shown = picked && all.find((path) => sameArea(path, picked));
  return (
    <div className={styles.split}>
      <div>
        <ul className={styles.choices} aria-label={t('paths.areas')}>
          {all.map((path) => (
            <li key={areaOf(path)}>
              <button
                type="button"
                className={styles.choice}
                aria-current={shown && sameArea(path, shown) ? 'true' : undefined}
                onClick={() => setPicked(path)}
              >
                <span>{nameOf(path)}</span>
                <span className="soft">
                  {t(`paths.kind.${path.kind}`)} ·{' '}
                  {changed.includes(path)
                    ? t('paths.unsaved')
                    : t('paths.levels', { count: path.levels.length })}
                </span>
              </button>
            </li>
          ))}
          <li className={styles.addPath}>
            <AddPath
              add={(kind, code) =>
                setPicked(
                  paths.find((path) => path.kind === kind && path.code === code) ?? {
                    kind,
                    code,
                    levels: [[]],
                  },
                )
              }
            />
          </li>
        </ul>
      </div>
      {shown ? (
        <PathEditor
          key={areaOf(shown)}
          path={shown}
          name={nameOf(shown)}
          setLevels={(levels) =>
            setChanged([...changed.filter((one) => one !== shown), { ...shown, levels }])
          }
          // What was changed while it was being saved stays.
          saved={(levels) => setChanged((now) => now.filter((one) => one.levels !== levels))}
        />
      ) : (
        <Notice
          icon={<BranchesOutlined aria-hidden />}
          title={t('paths.none')}
          text={t('paths.none_text')}
        />
      )}
    </div>
  );
}

/** A province or industry that has no path yet; one that has is shown. */
function AddPath({ add }: { add: (kind: PathKind, code: string) => void }) {
  const { t } = useTranslation('admin');
  return kinds.map(([kind, dictionary]) => (
    <DictionarySelect
      key={kind}
      dictionary={dictionary}
      top={kind === 'province'}
      value=""
      aria-label={t(`paths.add.${kind}`)}
      placeholder={
        <>
          <PlusOutlined aria-hidden /> {t(`paths.add.${kind}`)}
        </>
      }
      onChange={(code) => add(kind, code)}
    />
  ));
}
