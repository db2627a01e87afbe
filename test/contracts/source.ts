import { beforeAll, describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/elections/pack/document.ts';
import type { KnowledgeSource } from '../../src/elections/pack/source.ts';

const read = async (source: KnowledgeSource) => {
  const documents: SourceDocument[] = [];
  for await (const document of source.documents()) documents.push(document);
  return documents;
};

/**
 * What every `KnowledgeSource` promises.
 * @param open a source with at least two documents
 */
export function sourceContract(name: string, open: () => Promise<KnowledgeSource>): void {
  describe(`${name}, as a source of documents`, () => {
    let source: KnowledgeSource;
    let documents: SourceDocument[];
    beforeAll(async () => {
      source = await open();
      documents = await read(source);
    });

    it('hands over documents with a title, a publisher and a text', () => {
      expect(documents.length).toBeGreaterThan(1);
      for (const { title, publisher, body } of documents)
        expect([title, publisher, body].every((text) => text.trim() !== '')).toBe(true);
    });

    it('gives each an id of its own that can stand before a "#"', () => {
      expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length);
      for (const { id } of documents) expect(id).toMatch(/^[^\s#]+$/u);
    });

    it('dates them with a day of the calendar, or not at all', () => {
      for (const { published, retrieved } of documents) {
        for (const day of [published, retrieved ?? ''])
          if (day !== '') expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
      }
    });

    it('writes texts in one form: NFC, no mark-up, paragraphs separated by one blank line', () => {
      for (const { title, body } of documents) {
        expect(body).toBe(body.normalize('NFC'));
        expect(title).toBe(title.normalize('NFC').replace(/\s+/gu, ' ').trim());
        expect(body).not.toMatch(/\r|\t|\n{3}|^\s|\s$|<\/?[a-z][^>]*>|[\u200b\ufeff]/iu);
      }
    });

    it('can be read again, from the start, with the same outcome', async () => {
      expect(await read(source)).toEqual(documents);
    });
  });
}
