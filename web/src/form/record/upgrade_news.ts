import { useQueryClient } from '@tanstack/react-query';
import type { FullRecord } from '../../api';

const newsKey = (id: string) => ['upgraded', id] as const;

/**
 * What a new version of the form did to a record. Said once, by the answer in which it happened, and kept for the form
 * that is opened because of it.
 */
export function useUpgradeNews() {
  const client = useQueryClient();
  return {
    of: (record: FullRecord) =>
      record.upgraded ?? client.getQueryData<FullRecord['upgraded']>(newsKey(record.id)),
    keep: ({ id, upgraded }: FullRecord) => void client.setQueryData(newsKey(id), upgraded),
  };
}
