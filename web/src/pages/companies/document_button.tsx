import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, type ChangeEvent } from 'react';
import { readJsonObject } from '../admin/definition_files';

interface DocumentButtonProps {
  label: string;
  busy?: boolean;
  /** Undefined: the file holds no JSON object. */
  chosen: (document: Record<string, unknown> | undefined) => void;
}

/** Asks for a JSON document from the person's files. */
export function DocumentButton({ label, busy = false, chosen }: DocumentButtonProps) {
  const file = useRef<HTMLInputElement>(null);
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const one = event.target.files?.[0];
    event.target.value = ''; // the same file again, mended, is a choice too
    if (one) chosen(await readJsonObject(one));
  };
  return (
    <>
      <Button
        icon={<UploadOutlined aria-hidden />}
        loading={busy}
        onClick={() => file.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={label}
        onChange={choose}
      />
    </>
  );
}
