import { useEffect, useState } from 'react';
import { sectionId } from './section_card';

/** The section the person is reading: the last one whose top has passed the upper third. */
export function useCurrentSection(ids: readonly string[]): string | undefined {
  const [current, setCurrent] = useState(ids[0]);
  const key = ids.join(' ');
  useEffect(() => {
    const update = () => {
      const line = window.innerHeight / 3;
      let found: string | undefined;
      for (const id of key.split(' ')) {
        const top = document.getElementById(sectionId(id))?.getBoundingClientRect().top;
        if (top !== undefined && (found === undefined || top < line)) found = id;
      }
      setCurrent(found);
    };
    update();
    window.addEventListener('scroll', update, { passive: true });
    return () => window.removeEventListener('scroll', update);
  }, [key]);
  return current;
}
