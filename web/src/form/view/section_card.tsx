import { memo } from 'react';
import type { SyntheticEvent } from 'react';
import { localised } from '../../i18n';
import type { SectionDefinition } from '../model/definition';
import { useLocale, useOverview } from '../model/form_context';
import { NotAsked } from '../why/not_asked';
import { FieldRow } from './field_row';
import styles from './section_card.module.css';

export const sectionId = (id: string) => `section-${id}`;

/** Enter in a section with one input would load the page anew. */
const stay = (event: SyntheticEvent) => event.preventDefault();

/** A section of the definition; its fields draw themselves, so an answer doesn't draw it again. */
export const SectionCard = memo(function SectionCard({ section }: { section: SectionDefinition }) {
  const locale = useLocale();
  const state = useOverview().sections.find((candidate) => candidate.id === section.id);
  if (state?.relevant === false) return null;
  const id = sectionId(section.id);
  return (
    <section className={styles.card} aria-labelledby={`${id}-title`} id={id}>
      <h2 id={`${id}-title`} className={styles.title} tabIndex={-1}>
        {localised(section.label, locale)}
      </h2>
      {/* At every key the browser looks through the form the key went to, for what it might fill in by itself: with none, through
          all inputs of the page, which took it 3 ms. */}
      <form className={styles.fields} noValidate onSubmit={stay}>
        {section.fields.map((path) => (
          <FieldRow key={path} path={path} />
        ))}
        <NotAsked id={id} paths={state?.hidden ?? []} />
      </form>
    </section>
  );
});
