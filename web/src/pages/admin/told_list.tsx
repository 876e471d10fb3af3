import styles from './admin.module.css';
import type { Told } from './admin_api';
import { spotIn } from './rule_spot';
import { inOrder } from './told_order';

/** What is said of a definition, each with its place: the cell of a workbook, else the path in the document. */
export function ToldList({ told }: { told: readonly Told[] }) {
  return (
    <ul className={styles.told}>
      {inOrder(told).map(({ code, path, message, cell, excerpt, column }, index) => (
        <li key={index}>
          {message ?? code} <code className="soft">{cell ?? path}</code>
          {excerpt && column && <Rule excerpt={excerpt} column={column} />}
        </li>
      ))}
    </ul>
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
