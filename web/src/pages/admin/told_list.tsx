import { useTranslation } from 'react-i18next';
import type { WorkbookPlace } from '../../api';
import styles from './admin.module.css';
import type { Told } from './admin_api';
import { spotIn } from './rule_spot';

/** What is said of a definition, each with its place: that in the workbook, else the path in the document. */
export function ToldList({ told }: { told: readonly Told[] }) {
  return (
    <ul className={styles.told}>
      {told.map(({ code, path, message, place, excerpt, column }, index) => (
        <li key={index}>
          {message ?? code} {place ? <Spot place={place} /> : <code className="soft">{path}</code>}
          {excerpt && column && <Rule excerpt={excerpt} column={column} />}
        </li>
      ))}
    </ul>
  );
}

function Spot({ place: { sheet, row, column, heading } }: { place: WorkbookPlace }) {
  const { t } = useTranslation('admin');
  const said = row === undefined ? 'sheet' : heading ? 'cell' : 'cell_plain';
  return (
    <span className="soft">{t(`definitions.in_${said}`, { sheet, row, column, heading })}</span>
  );
}

function Rule({ excerpt, column }: { excerpt: string; column: number }) {
  const { before, word, after } = spotIn(excerpt, column);
  return (
    <div>
      <code>
        {before}
        <mark>{word || '‸'}</mark>
        {after}
      </code>
    </div>
  );
}
