import { Button, Dropdown, type ButtonProps, type MenuProps } from 'antd';
import { useRef } from 'react';

interface ButtonMenuProps extends ButtonProps {
  menu: MenuProps;
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
    <Dropdown trigger={['click']} autoFocus menu={{ ...menu, onClick }} onOpenChange={moveFocus}>
      <Button {...button} ref={opener} />
    </Dropdown>
  );
}
