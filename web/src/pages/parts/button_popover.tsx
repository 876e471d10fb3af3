import { Popover, type PopoverProps } from 'antd';
import type { TooltipRef } from 'antd/es/tooltip';
import { useRef, type KeyboardEvent } from 'react';
import styles from './parts.module.css';

interface ButtonPopoverProps extends PopoverProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const reachable = 'a[href], button:enabled, input:enabled';

/**
 * A popover of a button that the keyboard gets into and out of: antd draws it at the end of the page and leaves the
 * focus behind. Opened, the focus is on its first control; Escape, and Tab beyond its ends, lead back to the button.
 */
export function ButtonPopover({ content, onOpenChange, ...rest }: ButtonPopoverProps) {
  const popover = useRef<TooltipRef>(null);
  const inside = useRef<HTMLDivElement>(null);
  const controls = () => [...(inside.current?.querySelectorAll<HTMLElement>(reachable) ?? [])];
  const toButton = () => popover.current?.nativeElement.focus();

  const moveFocus = (shown: boolean) => {
    const focused = document.activeElement;
    if (shown) (controls()[0] ?? inside.current)?.focus({ preventScroll: true });
    // Whoever has clicked elsewhere stays there.
    else if (focused === document.body || inside.current?.contains(focused)) toButton();
  };
  const leaveAtEnds = (event: KeyboardEvent) => {
    if (event.key !== 'Tab') return;
    const end = event.shiftKey ? controls()[0] : controls().at(-1);
    if (document.activeElement !== end) return;
    // Backwards the button is what comes before; forwards the browser goes on from there.
    if (event.shiftKey) event.preventDefault();
    toButton();
    onOpenChange(false);
  };
  return (
    <Popover
      {...rest}
      ref={popover}
      trigger="click"
      onOpenChange={onOpenChange}
      afterOpenChange={moveFocus}
      content={
        <div ref={inside} tabIndex={-1} className={styles.popover} onKeyDown={leaveAtEnds}>
          {content as React.ReactNode}
        </div>
      }
    />
  );
}
