import { useTranslation } from 'react-i18next';
import { momentTexts } from './moment_texts';

interface MomentProps {
  /** RFC 3339, as the API gives it; nothing is shown without one. */
  time: string | null | undefined;
  /** Lists show the day and minute; "relative" says how long ago and keeps the rest for the pointer. */
  relative?: boolean;
}

/** A point in time in the reader's language and time zone. */
export function Moment({ time, relative = false }: MomentProps) {
  const { i18n } = useTranslation();
  if (!time) return null;
  const texts = momentTexts(time, new Date(), i18n.language);
  if (!texts) return null;
  return (
    <time dateTime={time} title={texts.full}>
      {relative ? texts.relative : texts.short}
    </time>
  );
}
