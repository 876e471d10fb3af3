import { useEffect, useRef, type ReactNode } from 'react';

interface KeepFocusProps {
  /** What is shown now; when it changes, what had the focus may be gone. */
  of: unknown;
  children: ReactNode;
}

/** Catches the focus when the button that had it is replaced: the keyboard goes on here, not at the top of the page. */
export function KeepFocus({ of, children }: KeepFocusProps) {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef(of);
  useEffect(() => {
    if (shown.current === of) return;
    shown.current = of;
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, [of]);
  return (
    <div ref={place} tabIndex={-1}>
      {children}
    </div>
  );
}
