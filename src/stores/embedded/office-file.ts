import { z } from 'zod';
import { type Announcement, type AnnouncementStore, isSought } from '../../announcements/announcement.ts';
import { listed } from '../../announcements/openings.ts';
import {
  type AuditEntry,
  type AuditLog,
  type AuditRecord,
  auditBeginning,
  begunAnew,
  chained,
  isLogged,
} from '../../announcements/people/audit.ts';
import type { Officials } from '../../announcements/people/officials.ts';
import { openDocumentFile } from '../document-file.ts';
import { diskFiles, type Files } from '../files.ts';
import { announcementRecord, auditRecord, officialRecord } from '../office-record.ts';

const schema = z.strictObject({
  announcements: z.array(announcementRecord),
  officials: z.array(officialRecord),
  audit: z.array(auditRecord),
});
export type OfficeContent = z.infer<typeof schema>;

/** Officials, announcements and the audit log in one file: a change and the record of it are written together or not at all. */
export interface OfficeFile {
  announcements: AnnouncementStore;
  officials: Officials;
  audit: AuditLog;
  /** Everything as it is on disk. */
  current(): Readonly<OfficeContent>;
  close(): Promise<void>;
}

const copy = <Value>(value: Value): Value => structuredClone(value);

/** Copies of the last ones that are sought, the last first: nothing else is copied. */
function lastOf<Value>(all: readonly Value[], isOne: (one: Value) => boolean, limit: number): Value[] {
  const found: Value[] = [];
  for (let at = all.length - 1; at >= 0 && found.length < limit; at -= 1) if (isOne(all[at]!)) found.push(copy(all[at]!));
  return found;
}

/** Where the entries of a higher number begin: sought from the end, and no further than where one was written out of order. */
function firstAfter(audit: readonly AuditEntry[], after: number): number {
  if (after <= 0) return 0;
  let at = audit.length;
  while (at > 0 && audit[at - 1]!.number > after) at -= 1;
  return at;
}

/** `auditKey`: what the audit log is chained with, see `chained`. */
export async function openOfficeFile(options: {
  path: string;
  create: boolean;
  files?: Files;
  auditKey?: string | undefined;
}): Promise<OfficeFile> {
  const { auditKey } = options;
  const recorded = (office: OfficeContent, records: readonly AuditRecord[]): OfficeContent => {
    const audit = [...office.audit];
    for (const record of records) audit.push(auditRecord.parse(chained(audit.at(-1), record, auditKey)));
    return { ...office, audit };
  };
  const file = await openDocumentFile<OfficeContent>({
    ...options,
    files: options.files ?? diskFiles,
    kind: 'office',
    version: 1,
    schema,
    empty: { announcements: [], officials: [], audit: [] },
  });
  const held = () => file.current().announcements;

  return {
    announcements: {
      create: (draft, record) =>
        file.update((office) => {
          if (office.announcements.some(({ id }) => id === draft.id))
            throw new Error(`announcement ${draft.id} is there already`);
          const made: Announcement = { ...copy(draft), number: office.announcements.length + 1, version: 1 };
          const announcement = announcementRecord.parse(made);
          return {
            data: recorded({ ...office, announcements: [...office.announcements, announcement] }, [record]),
            result: made,
          };
        }),
      get: async (id) => copy(held().find((one) => one.id === id)),
      find: async (number) => {
        // Its place, unless somebody put the file together by hand.
        const likely = held()[number - 1];
        return copy(likely?.number === number ? likely : held().find((one) => one.number === number));
      },
      list: async (states, openAt) => copy(listed(held(), states, openAt)),
      page: async (query) => lastOf(held(), (one) => isSought(one, query), query.limit),
      save: (changed, record) =>
        file.update<Announcement | undefined>((office) => {
          const at = office.announcements.findIndex(({ id }) => id === changed.id);
          if (office.announcements[at]?.version !== changed.version) return { data: office, result: undefined };
          const saved: Announcement = { ...copy(changed), version: changed.version + 1 };
          const announcements = office.announcements.with(at, announcementRecord.parse(saved));
          return { data: recorded({ ...office, announcements }, [record]), result: saved };
        }),
    },
    officials: {
      list: async () => copy(file.current().officials),
      update: (change) =>
        file.update((office) => {
          const before = copy(office.officials);
          const { officials, records, result } = change(before);
          if (officials === before && records.length === 0) return { data: office, result };
          return { data: recorded({ ...office, officials: officialRecord.array().parse(officials) }, records), result };
        }),
    },
    audit: {
      append: (record) =>
        file.update((office) => {
          const data = recorded(office, [record]);
          return { data, result: copy(data.audit.at(-1)!) };
        }),
      trim: (last, record) =>
        file.update<AuditEntry | undefined>((office) => {
          const at = office.audit.findIndex(({ number, chain }) => number === last.number && chain === last.chain);
          if (at < 0) return { data: office, result: undefined };
          // Chained first: also where nothing else stays, it follows what is removed.
          const { audit } = recorded(office, [record]);
          return { data: { ...office, audit: audit.slice(at + 1) }, result: copy(audit.at(-1)!) };
        }),
      restart: (head, record) =>
        file.update<AuditEntry | undefined>((office) => {
          const last = office.audit.at(-1);
          if ((last?.chain ?? auditBeginning) !== head) return { data: office, result: undefined };
          const entry = auditRecord.parse(begunAnew(last, record, auditKey));
          return { data: { ...office, audit: [entry] }, result: copy(entry) };
        }),
      head: async () => file.current().audit.at(-1)?.chain ?? auditBeginning,
      latest: async (query) => lastOf(file.current().audit, (entry: AuditEntry) => isLogged(entry, query), query.limit),
      async *entries(after = 0) {
        // As it stands now, however long somebody takes to read it; and never copied all at once.
        const { audit } = file.current();
        for (let at = firstAfter(audit, after); at < audit.length; at += 1) yield copy(audit[at]!);
      },
    },
    current: () => file.current(),
    close: () => file.close(),
  };
}
