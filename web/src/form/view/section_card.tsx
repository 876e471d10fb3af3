import { memo } from 'react';
import { localised } from '../../i18n';
import type { SectionDefinition } from '../model/definition';
import { useLocale, useOverview } from '../model/form_context';
import { NotAsked } from '../why/not_asked';
import { FieldRow } from './field_row';
import styles from './section_card.module.css';

export const sectionId = (id: string) => `section-${id}`;

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
      <div className={styles.fields}>
        {section.fields.map((path) => (
          <FieldRow key={path} path={path} />
        ))}
        <NotAsked id={id} paths={state?.hidden ?? []} />
      </div>
    </section>
  );
});
