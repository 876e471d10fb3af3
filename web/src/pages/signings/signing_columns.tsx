import type { TFunction } from 'i18next';
import { Link } from 'react-router';
import { Moment } from '../parts/moment';
import type { DataColumn } from '../parts/data_list';
import type { Bundle } from '../../form/model/definition';
import { fieldLabel } from '../records/field_text';
import type { FieldText } from '../records/field_text';
import type { Locale, Person } from '../../api';
import type { ListRow } from '../records/record_shapes';
import { StateTag } from '../records/state_tag';
import type { ColumnOption } from './column_choice';
import styles from './signings.module.css';

export type SigningColumn = DataColumn<ListRow> & ColumnOption;

/** Answers a list shows from the start; every other indexed field can be switched on. */
const shownAtFirst = ['fiscal_year', 'signing_type', 'channel_manager'];

/** Answers the row itself already shows, in a column of the record. */
const shownElsewhere = ['signing_name', 'created_at', 'created_by'];

/** The columns of the signing list: those of every record, and the indexed fields of the definition. */
export function signingColumns(
  bundle: Bundle,
  locale: Locale,
  t: TFunction<'signings'>,
  text: FieldText,
): SigningColumn[] {
  const answers = Object.entries(bundle.definition.fields)
    .filter(([key, field]) => field.indexed && !shownElsewhere.includes(key))
    .map(([key]): SigningColumn => answerColumn(bundle, key, locale, text));
  return [
    {
      key: 'number',
      title: t('column.number'),
      fixed: true,
      sortable: true,
      card: 'title',
      render: (row) => <NumberLink row={row} />,
    },
    {
      key: 'title',
      title: fieldLabel(bundle, 'signing_name', locale),
      sortable: true,
      card: 'title',
      render: (row) => <div className={styles.title}>{row.title || t('untitled')}</div>,
    },
    {
      key: 'state',
      title: t('column.state'),
      sortable: true,
      card: 'mark',
      render: (row) => <StateTag state={row.state} />,
    },
    {
      key: 'current_approvers',
      title: t('column.current_approvers'),
      render: (row) => names(row.current_approvers),
    },
    ...answers,
    {
      key: 'updated_at',
      title: t('column.updated_at'),
      sortable: true,
      render: (row) => <Moment time={row.updated_at} />,
    },
    {
      key: 'created_by',
      title: t('column.created_by'),
      initiallyHidden: true,
      render: (row) => (typeof row.created_by === 'string' ? row.created_by : row.created_by.name),
    },
    {
      key: 'created_at',
      title: t('column.created_at'),
      sortable: true,
      initiallyHidden: true,
      render: (row) => <Moment time={row.created_at} />,
    },
  ];
}

function answerColumn(bundle: Bundle, key: string, locale: Locale, text: FieldText): SigningColumn {
  return {
    key,
    title: fieldLabel(bundle, key, locale),
    sortable: bundle.definition.fields[key]?.kind !== 'lookup',
    initiallyHidden: !shownAtFirst.includes(key),
    render: (row) => text(key, row.fields[key], row.lookups) || null,
  };
}

function NumberLink({ row }: { row: ListRow }) {
  return (
    <Link to={`/signings/${row.id}`} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {row.number}
    </Link>
  );
}

function names(people: Person[]): string | null {
  return people.length > 0 ? people.map((person) => person.name).join('、') : null;
}
