import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';

interface LinkButtonProps {
  to: string;
  icon?: ReactNode;
  primary?: boolean;
  children: ReactNode;
}

/** A link that looks like a button: one element, one tab stop, opens in a new tab like any link. */
export function LinkButton({ to, icon, primary = false, children }: LinkButtonProps) {
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLElement>(to);
  return (
    <Button
      type={primary ? 'primary' : 'default'}
      href={href}
      icon={icon}
      onClick={(event) => follow(event)}
    >
      {children}
    </Button>
  );
}
