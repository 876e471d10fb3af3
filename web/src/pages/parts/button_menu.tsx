import { Button, Dropdown, type ButtonProps, type MenuProps } from 'antd';
import { useRef, type KeyboardEvent } from 'react';

interface ButtonMenuProps extends ButtonProps {
  menu: MenuProps;
}

const step: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Moves the focus at once: antd does so a frame later, and not at all when it has not rendered by then. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const items = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(
      '[role="menuitem"]:not([aria-disabled="true"])',
    ),
  ];
  const at = items.findIndex((item) => item === document.activeElement);
  const next = at < 0 ? undefined : step[event.key]?.(at, items.length);
  if (next === undefined) return;
  items[next]?.focus();
}

/** A button with a menu: opened, the arrow keys walk in it; closed, the button has the focus again, which antd loses. */
export function ButtonMenu({ menu, ...button }: ButtonMenuProps) {
  const opener = useRef<HTMLButtonElement>(null);
  const moveFocus = (open: boolean) => {
    const focused = document.activeElement;
    // Whoever has clicked elsewhere stays there.
    if (!open && (focused === document.body || focused?.closest('[role="menu"]'))) {
      opener.current?.focus();
    }
  };
  const onClick: MenuProps['onClick'] = (info) => {
    // Else Enter would go on to press what has the focus afterwards: the button, or that of a dialog.
    info.domEvent.preventDefault();
    menu.onClick?.(info);
  };
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{ ...menu, onClick, onKeyDown: walk }}
      onOpenChange={moveFocus}
    >
      <Button {...button} ref={opener} />
    </Dropdown>
  );
}
