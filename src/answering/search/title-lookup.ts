import Fuse from 'fuse.js';
import type { SourceDocument } from '../../elections/pack/document.ts';
import type { Token, TypedText } from '../../vietnamese/reading.ts';
import { syllables } from '../../vietnamese/text.ts';

/** Finds documents by words of their titles, remembered in any order, typed badly. */
export interface TitleLookup {
  /** Documents among these whose title the words very likely name, best first. The list is indexed once for as long as it is the same array. */
  find(typed: TypedText, among: readonly SourceDocument[], limit: number): SourceDocument[];
}

/** Share of the words that must stand in a title, each in one of its readings. Measured: docs/decisions/0022-titles-with-fuse.md. */
const leastShare = 0.7;
/** One word in common is no title remembered, unless the title is that word. */
const leastWords = 2;
/** How fast a reading loses weight with its distance from what was typed. */
const doubt = 0.3;
/** Titles Fuse.js proposes, and the words and letters it is given to do so: its time grows with both. */
const proposed = 10;
const mostWords = 12;
const longestWord = 30;

interface Title {
  document: SourceDocument;
  folded: string;
}

/** By each word the places of the titles that hold it, in order. */
type Holders = ReadonlyMap<string, readonly number[]>;

function holdersOf(titles: readonly Title[]): Holders {
  const holders = new Map<string, number[]>();
  titles.forEach(({ folded }, place) => {
    for (const word of new Set(folded.split(' '))) {
      const places = holders.get(word);
      if (places) places.push(place);
      else holders.set(word, [place]);
    }
  });
  return holders;
}

/** Whether any title holds enough of the words to be found at all: proposing titles takes a hundred times as long as this. */
function isWorthALook(asked: readonly Token[], titles: number, holders: Holders): boolean {
  const held = new Uint16Array(titles);
  const seen = new Int32Array(titles).fill(-1);
  const needed = leastShare * asked.length - 1e-9;
  return asked.some(({ readings }, token) =>
    readings.some(({ folded }) =>
      holders.get(folded.split(' ', 1)[0]!)?.some((place) => {
        if (seen[place] === token) return false;
        seen[place] = token;
        held[place]!++;
        return held[place]! >= needed;
      }),
    ),
  );
}

export function createTitleLookup(): TitleLookup {
  let indexed: readonly SourceDocument[] = [];
  let fuse = new Fuse<Title>([]);
  let holders: Holders = new Map();

  function index(documents: readonly SourceDocument[]): void {
    if (documents === indexed) return;
    const titles = documents.map((document) => ({ document, folded: words(document.title).join(' ') }));
    fuse = new Fuse(titles, { keys: ['folded'], useTokenSearch: true, tokenMatch: 'any', threshold: 0.34 });
    holders = holdersOf(titles);
    indexed = documents;
  }

  return {
    find(typed, among, limit) {
      const pattern = words(typed.decoded).filter((word) => word.length <= longestWord);
      if (pattern.length === 0) return [];
      index(among);
      if (!isWorthALook(typed.tokens, among.length, holders)) return [];
      return fuse
        .search(pattern.slice(0, mostWords).join(' '), { limit: proposed })
        .map(({ item }) => ({ document: item.document, ...agreement(typed.tokens, new Set(item.folded.split(' '))) }))
        .filter(({ share, held, all }) => share >= leastShare && (held >= leastWords || all))
        .sort((a, b) => b.share - a.share)
        .slice(0, limit)
        .map(({ document }) => document);
    },
  };
}

const words = (text: string): string[] => syllables(text).map(({ folded }) => folded);

/** How much of what was asked stands in a title: as a share, in words, and whether that is the whole title. */
function agreement(asked: Token[], title: ReadonlySet<string>): { share: number; held: number; all: boolean } {
  let share = 0;
  let held = 0;
  for (const { typed, readings } of asked) {
    const found = readings.filter(({ folded }) => folded.split(' ').every((word) => title.has(word)));
    if (found.length === 0) {
      // Unit 08 is not unit 09, however much the rest agrees.
      if (/^\d/.test(typed)) return { share: 0, held: 0, all: false };
      continue;
    }
    held++;
    share += Math.exp(-doubt * Math.min(...found.map(({ cost }) => cost))) / asked.length;
  }
  return { share, held, all: held === title.size };
}
