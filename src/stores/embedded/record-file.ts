import { z } from 'zod';
import type { KeptRecord, Records } from '../../messaging/records.ts';
import { openDocumentFile } from '../document-file.ts';
import { diskFiles, type Files } from '../files.ts';

/** Records of one kind in one small file. */
export interface RecordFile<One extends KeptRecord> extends Records<One> {
  close(): Promise<void>;
}

export async function openRecordFile<One extends KeptRecord>(options: {
  path: string;
  create: boolean;
  files?: Files;
  /** What they are, e.g. `unanswered`. */
  kind: string;
  record: z.ZodType<One>;
}): Promise<RecordFile<One>> {
  const { record, ...place } = options;
  const file = await openDocumentFile<{ records: One[] }>({
    ...place,
    files: options.files ?? diskFiles,
    version: 1,
    schema: z.strictObject({ records: z.array(record) }),
    empty: { records: [] },
  });
  const isOf = (chat: string) => (one: One) => one.chat === chat;
  return {
    all: async () => structuredClone(file.current().records),
    get: async (id) => structuredClone(file.current().records.find((one) => one.id === id)),
    change: (id, change) =>
      file.update((data) => {
        const at = data.records.findIndex((one) => one.id === id);
        const before = structuredClone(data.records[at]);
        const { next, result } = change(before);
        if (next === before) return { data, result };
        const checked = next && record.parse({ ...next, id });
        const records = checked
          ? at < 0
            ? [...data.records, checked]
            : data.records.with(at, checked)
          : data.records.filter((one) => one.id !== id);
        return { data: { records }, result };
      }),
    async forget(chat) {
      if (!file.current().records.some(isOf(chat))) return;
      await file.update(({ records }) => ({ data: { records: records.filter((one) => one.chat !== chat) }, result: undefined }));
    },
    close: () => file.close(),
  };
}
