import { CheckCircleFilled } from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from '../../i18n';
import { useForm, useLocale, useOverview } from '../model/form_context';
import type { SectionView } from '../model/form_store';
import { sectionId } from './section_card';
import styles from './table_of_contents.module.css';
import { useCurrentSection } from './use_current_section';

/** Where one is, what is missing where, how far one has come. */
export function TableOfContents() {
  const { t } = useTranslation('form');
  const { bundle } = useForm();
  const locale = useLocale();
  const { progress, sections } = useOverview();
  const shown = sections.filter((section) => section.relevant);
  const current = useCurrentSection(shown.map((section) => section.id));
  const list = useRef<HTMLOListElement>(null);
  // On a phone the contents are a strip: the section one reads stays in sight.
  useEffect(() => {
    const item = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (item) list.current?.scrollTo({ left: item.offsetLeft - 24 });
  }, [current]);
  const percent =
    progress.required === 0 ? 100 : Math.round((100 * progress.answered) / progress.required);
  const labels = new Map(
    bundle.definition.sections.map((section) => [section.id, localised(section.label, locale)]),
  );
  return (
    <nav className={styles.contents} aria-label={t('contents')}>
      <div className={styles.progress}>
        <p className="numeric">
          {t('required_done', { answered: progress.answered, required: progress.required })}
        </p>
        <div
          className={styles.track}
          role="progressbar"
          aria-label={t('progress')}
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <span style={{ inlineSize: `${percent}%` }} />
        </div>
      </div>
      <ol ref={list} className={styles.list}>
        {shown.map((section) => (
          <li key={section.id}>
            <a
              href={`#${sectionId(section.id)}`}
              aria-current={section.id === current ? 'location' : undefined}
              onClick={(event) => {
                event.preventDefault();
                goToSection(section.id);
              }}
            >
              <span className={styles.label}>{labels.get(section.id)}</span>
              <Counts section={section} />
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function goToSection(id: string): void {
  const section = document.getElementById(sectionId(id));
  section?.scrollIntoView({ block: 'start' });
  section?.querySelector('h2')?.focus({ preventScroll: true });
}

function Counts({ section }: { section: SectionView }) {
  const { t } = useTranslation('form');
  if (section.missing === 0 && section.wrong === 0) {
    return (
      <span className={styles.done}>
        <CheckCircleFilled aria-hidden />
        <span className="visually-hidden">{t('section_done')}</span>
      </span>
    );
  }
  return (
    <span className={styles.counts}>
      {section.wrong > 0 && (
        <span className={styles.wrong}>{t('wrong', { count: section.wrong })}</span>
      )}
      {section.missing > 0 && (
        <span className={styles.missing}>{t('missing', { count: section.missing })}</span>
      )}
    </span>
  );
}
