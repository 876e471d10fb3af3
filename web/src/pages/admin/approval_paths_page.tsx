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

const sameArea = (a: ApprovalPath, b: ApprovalPath) => a.kind === b.kind && a.code === b.code;

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
  const stored = picked && paths.find((path) => sameArea(path, picked));
  const shown = stored ?? picked;
  const all = picked && !stored ? [...paths, picked] : paths;
  return (
    <div className={styles.split}>
      <div>
        <ul className={styles.choices} aria-label={t('paths.areas')}>
          {all.map((path) => (
            <li key={path.kind + path.code}>
              <button
                type="button"
                className={styles.choice}
                aria-current={shown && sameArea(path, shown) ? 'true' : undefined}
                onClick={() => setPicked(path)}
              >
                <span>{nameOf(path)}</span>
                <span className="soft">
                  {t(`paths.kind.${path.kind}`)} ·{' '}
                  {t('paths.levels', { count: path.levels.length })}
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
        <PathEditor key={shown.kind + shown.code} path={shown} name={nameOf(shown)} />
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
