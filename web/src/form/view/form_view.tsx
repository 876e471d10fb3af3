import type { ReactNode } from 'react';
import type { Violation } from '../../api';
import { useForm } from '../model/form_context';
import { SectionsNotAsked } from '../why/sections_not_asked';
import { useWhyKey } from '../why/use_why_key';
import { Announcer } from './announcer';
import { ErrorSummary } from './error_summary';
import styles from './form_view.module.css';
import { SectionCard } from './section_card';
import { TableOfContents } from './table_of_contents';

interface Props {
  attempt: number;
  elsewhere: readonly Violation[];
  /** Above the sections, e.g. the account step of the registration. */
  lead?: ReactNode;
}

/** Any form: contents at the side, sections below each other. */
export function FormView({ attempt, elsewhere, lead }: Props) {
  const store = useForm();
  const { bundle } = store;
  useWhyKey(store);
  return (
    <div className={styles.form}>
      <TableOfContents />
      <div className={styles.sections}>
        <ErrorSummary attempt={attempt} elsewhere={elsewhere} />
        {lead}
        {bundle.definition.sections.map((section) => (
          <SectionCard key={section.id} section={section} />
        ))}
        <SectionsNotAsked />
      </div>
      <Announcer />
    </div>
  );
}
