import { Radio, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './pairs.module.css';
import type { Company } from './companies_api';
import { OwnerText } from './owner_text';
import type { PairField } from './pair_fields';
import type { MergeChoice, Take, Takes } from './pairs_api';

interface PairTableProps {
  kept: Company;
  other: Company;
  fields: readonly PairField[];
  choice: MergeChoice;
  choose: (choice: MergeChoice) => void;
  /** Whether the person may say which of two owners gets it. */
  choosesOwner: boolean;
}

/** Two companies side by side: what is the same, and of what differs whose word is taken. */
export function PairTable({ kept, other, fields, choice, choose, choosesOwner }: PairTableProps) {
  const { t } = useTranslation('companies');
  const take = (fields: Takes) => choose({ ...choice, fields: { ...choice.fields, ...fields } });
  return (
    <div className={styles.pairs}>
      {fields.map((one) => {
        const label = t(`field.${one.field}`);
        return (
          <div key={one.field} className={styles.pair}>
            <div className={styles.pairName}>{label}</div>
            {one.same ? (
              <div className={styles.pairSame}>
                <Lines lines={one.kept} /> <Tag>{t('pair.same')}</Tag>
              </div>
            ) : (
              <Radio.Group
                className={styles.pairChoices ?? ''}
                aria-label={label}
                value={choice.fields[one.field] ?? one.take}
                onChange={({ target }) => take({ [one.field]: target.value as Take })}
              >
                <Radio value="kept">
                  <Side of="kept" />
                  <Lines lines={one.kept} />
                </Radio>
                <Radio value="other">
                  <Side of="other" />
                  <Lines lines={one.other} />
                </Radio>
                {one.takes.includes('both') && <Radio value="both">{t('pair.both')}</Radio>}
              </Radio.Group>
            )}
          </div>
        );
      })}
      <div className={styles.pair}>
        <div className={styles.pairName}>{t('column.owner')}</div>
        {choosesOwner ? (
          <Radio.Group
            className={styles.pairChoices ?? ''}
            aria-label={t('column.owner')}
            value={choice.owner}
            onChange={({ target }) =>
              choose({ ...choice, owner: target.value as MergeChoice['owner'] })
            }
          >
            <Radio value="kept">
              <Side of="kept" />
              <OwnerText owner={kept.owner} />
            </Radio>
            <Radio value="other">
              <Side of="other" />
              <OwnerText owner={other.owner} />
            </Radio>
          </Radio.Group>
        ) : (
          <div className={styles.pairChoices}>
            <span>
              <Side of="kept" />
              <OwnerText owner={kept.owner} />
            </span>
            <span>
              <Side of="other" />
              <OwnerText owner={other.owner} />
            </span>
          </div>
        )}
      </div>
    </div>
  );
}

/** Which of the two it is: read out, and seen where they stand below each other. */
function Side({ of }: { of: 'kept' | 'other' }) {
  const { t } = useTranslation('companies');
  return <span className={styles.side}>{t(`pair.side_${of}`)}</span>;
}

function Lines({ lines }: { lines: readonly string[] }) {
  const { t } = useTranslation('companies');
  if (lines.length === 0) return <span className="soft">{t('pair.empty')}</span>;
  return lines.map((line) => (
    <span key={line} className={styles.pairLine}>
      {line}
    </span>
  ));
}
