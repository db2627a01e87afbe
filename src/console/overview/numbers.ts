import type { CommuneCount } from '../../announcements/sending/subscribers.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import type { DayCount } from '../../conversations/counting/day-count.ts';
import { countedDays, questionOutcomes } from '../../conversations/counting/day-count.ts';
import type { Unanswered } from '../../conversations/unanswered/question-group.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { vietnamDate } from '../../elections/tense.ts';
import type { Records } from '../../messaging/records.ts';
import { csvHeaders, csvOf } from '../csv.ts';
import { createKept } from '../kept.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { channelName } from '../views/words.ts';
import { packMark, shippedAccuracy } from './accuracy.ts';
import { answerNames, type Figures, figuresOf, mostUnanswered, type OutcomeRow } from './figures.ts';
import { NumbersPage, periods, type SectionName } from './numbers-page.tsx';
import { numberWords as words } from './words.ts';

export interface NumbersDeps {
  counts: Pick<Records<DayCount>, 'all'>;
  unanswered: Unanswered;
  /** How many asked for the news of which commune, by channel. */
  byCommune(): Promise<CommuneCount[]>;
  communes: CommuneNames;
  pack: () => KnowledgePack;
  now: () => Date;
  show: Show;
}

/** Thousands of records are read for one page. */
const keptMs = 15_000;
const usual = 30;

/** How much is asked, of what, and how well it is answered. */
export function createNumbers(deps: NumbersDeps): Record<'page' | 'csv', (visit: OfficialVisit) => Promise<Response>> {
  const { counts, unanswered, byCommune, communes, pack, now, show } = deps;
  const read = createKept(
    async () => ({
      counts: await counts.all(),
      unanswered: mostUnanswered(await unanswered.groups.all()),
      byCommune: await byCommune(),
    }),
    keptMs,
    now,
  );

  const periodOf = ({ c }: OfficialVisit): number => periods.find((days) => String(days) === c.req.query('so-ngay')) ?? usual;

  async function figures(visit: OfficialVisit): Promise<Figures> {
    const length = Math.min(periodOf(visit), countedDays);
    const days = Array.from({ length }, (_, at) => vietnamDate(new Date(now().getTime() - (length - 1 - at) * 86_400_000)));
    return figuresOf({ ...(await read()), days, nameOf: answerNames(pack()), communeTitle: communes.title });
  }

  return {
    async page(visit) {
      const { c, official, formToken } = visit;
      const accuracy = { ...shippedAccuracy, isOfThisPack: shippedAccuracy.pack === packMark(pack()) };
      return show(c, NumbersPage, { official, formToken, figures: await figures(visit), period: periodOf(visit), accuracy });
    },
    async csv(visit) {
      const { c } = visit;
      const wanted = c.req.query('bang') ?? '';
      const name = (Object.keys(tables) as SectionName[]).find((one) => one === wanted) ?? 'ngay';
      return c.body(csvOf(tables[name](await figures(visit))), 200, csvHeaders(`so-lieu-${name}.csv`));
    },
  };
}

type Rows = (string | number)[][];

const outcomeTable = (head: string, rows: readonly OutcomeRow[], nameOf = (name: string): string => name): Rows => [
  [head, ...questionOutcomes.map(words.outcome), words.total],
  ...rows.map(({ name, counts, total }) => [nameOf(name), ...questionOutcomes.map((outcome) => counts[outcome]), total]),
];

const tables: Record<SectionName, (figures: Figures) => Rows> = {
  ngay: ({ days }) => outcomeTable(words.day, days),
  kenh: ({ channels }) => outcomeTable(words.channel, channels, channelName),
  'hoi-nhieu': ({ mostAsked }) => [[words.answer, words.times], ...mostAsked.map(({ name, times }) => [name, times])],
  'danh-gia': ({ rated }) => [[words.answer, words.up, words.down], ...rated.map(({ name, up, down }) => [name, up, down])],
  'chua-tra-loi': ({ unanswered }) => [
    [words.question, words.times],
    ...unanswered.map(({ wordings, count }) => [wordings[0] ?? '', count]),
  ],
  'do-dung': () => [
    [words.typed, words.right, words.wrong, words.declined],
    ...shippedAccuracy.rows.map(({ typed, right, wrong, declined }) => [words.typings[typed] ?? typed, right, wrong, declined]),
  ],
  xa: ({ communes }) => [[words.commune, words.people], ...communes.map(({ name, people }) => [name, people ?? words.few])],
};
