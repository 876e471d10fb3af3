import { Alert, Button, Modal } from 'antd';
import type { ReactNode } from 'react';

interface ShownOnceProps {
  open: boolean;
  title: string;
  warning: string;
  /** The button of who has kept it. */
  noted: string;
  close: () => void;
  closed?: () => void;
  children: ReactNode;
}

/** A secret that is shown once: closing the dialog is forgetting it. */
export function ShownOnce({
  open,
  title,
  warning,
  noted,
  close,
  closed,
  children,
}: ShownOnceProps) {
  return (
    <Modal
      open={open}
      title={title}
      onCancel={close}
      {...(closed ? { afterClose: closed } : {})}
      mask={{ closable: false }}
      destroyOnHidden
      footer={
        <Button type="primary" onClick={close}>
          {noted}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={warning} />
      {children}
    </Modal>
  );
}
