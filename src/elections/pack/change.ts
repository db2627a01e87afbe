import type { SourceDocument } from './document.ts';
import type { KnowledgePack } from './pack.ts';

/** What makes one pack another. */
export interface PackChange {
  /** Documents that are new or say something else now. */
  written: SourceDocument[];
  /** Ids of the documents that are gone. */
  removed: string[];
  /** Whether anything besides the documents differs: facts, places, units, lexicon. */
  tables: boolean;
}

/** The difference between two packs. Documents that are the same object are not looked into. */
export function packChange(before: KnowledgePack, after: KnowledgePack): PackChange {
  const known = new Map(before.documents.map((document) => [document.id, document]));
  const kept = new Set(after.documents.map(({ id }) => id));
  return {
    written: after.documents.filter((document) => !isSame(known.get(document.id), document)),
    removed: before.documents.map(({ id }) => id).filter((id) => !kept.has(id)),
    tables: !isSame({ ...before, documents: [] }, { ...after, documents: [] }),
  };
}

const isSame = (one: unknown, other: unknown): boolean => one === other || written(one) === written(other);

/** JSON, with maps and sets as the lists they are made of. */
const written = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, part: unknown) => (part instanceof Map || part instanceof Set ? [...part] : part));
