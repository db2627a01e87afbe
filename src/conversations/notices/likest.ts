import type { Announcement, AnnouncementStore, Content } from '../../announcements/announcement.ts';
import { begunStates } from '../../announcements/openings.ts';
import { pairHashes, sharedHashes, sharedPairs } from './text-difference.ts';

/** Finds the announcement a text was taken from. */
export interface NoticeSearch {
  /** The one it is most like, if it is like one at all; `claimed`: the number it carries. */
  find(text: string, claimed: number): Promise<Announcement | undefined>;
}

export interface NoticeSearchDeps {
  announcements: Pick<AnnouncementStore, 'find' | 'list' | 'page'>;
  /** Lets others have a turn, between parts of a long reading. */
  rest: () => Promise<void>;
  now: () => Date;
}

/** Share of neighbouring words from which on a text is one of ours, whole, in part or altered. */
const alike = 0.5;
/** The same where it carries the number of that one. */
const alikeNumbered = 0.3;
/** As many are read between two rests. */
const pageSize = 100;
/** Of the latest all are looked at every time; what is older and has ended hardly ever changes. */
const latest = 50;
const allEveryMs = 10 * 60_000;
/** Texts that are alike, such as reminders of every week: the latest of the likest. */
const mostRead = 12;

/** The text in every language there is. */
const versionsOf = ({ text, translations }: Content): string[] => [text, ...Object.values(translations ?? {})];

/**
 * By its own words, not the lines around them that all have. Of each announcement that has begun only hashes of its word pairs are remembered, some
 * hundred bytes: texts are read once, and again of those that a text may be.
 */
export function createNoticeSearch({ announcements, rest, now }: NoticeSearchDeps): NoticeSearch {
  const known = new Map<number, { version: number; texts: Uint32Array[] }>();
  let allAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  function learn(begun: readonly Announcement[]): void {
    for (const { number, version, startedAt, content } of begun)
      if (startedAt !== undefined && known.get(number)?.version !== version)
        known.set(number, { version, texts: versionsOf(content).map(pairHashes) });
  }

  async function readAll(): Promise<void> {
    for (let before: number | undefined; ; ) {
      const part = await announcements.page({ states: begunStates, before, limit: pageSize });
      learn(part);
      before = part.at(-1)?.number;
      if (part.length < pageSize) break;
      await rest();
    }
    allAtMs = now().getTime();
  }

  async function refresh(): Promise<void> {
    if (Math.abs(now().getTime() - allAtMs) >= allEveryMs) {
      reading ??= readAll().finally(() => {
        reading = undefined;
      });
      return reading;
    }
    // What is on its way may have any number, and what is over began not long ago.
    learn(await announcements.list(begunStates, now().toISOString()));
    learn(await announcements.page({ states: begunStates, limit: latest }));
  }

  return {
    async find(text, claimed) {
      await refresh();
      const least = (number: number) => (number === claimed ? alikeNumbered : alike);
      const words = new Set(pairHashes(text));
      const likely = [...known]
        .map(([number, { texts }]) => ({ number, share: Math.max(...texts.map((hashes) => sharedHashes(hashes, words))) }))
        .filter(({ number, share }) => share >= least(number))
        .sort((a, b) => b.share - a.share || b.number - a.number)
        .slice(0, mostRead);
      const read = await Promise.all(likely.map(({ number }) => announcements.find(number)));
      const rated = read
        .flatMap((one) =>
          one?.startedAt === undefined
            ? []
            : [{ one, share: Math.max(...versionsOf(one.content).map((held) => sharedPairs(held, text))) }],
        )
        .filter(({ one, share }) => share >= least(one.number))
        .sort((a, b) => b.share - a.share || b.one.number - a.one.number);
      return rated[0]?.one;
    },
  };
}
