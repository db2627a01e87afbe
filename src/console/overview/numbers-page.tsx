import { questionOutcomes } from '../../conversations/counting/day-count.ts';
import { TableHead } from '../table-head.tsx';
import { type Bar, BarChart } from '../views/chart.tsx';
import { ConsolePage, type ConsolePageProps, consolePath } from '../views/layout.tsx';
import { channelName } from '../views/words.ts';
import { type Accuracy, accuracyTotal } from './accuracy.ts';
import type { Figures, OutcomeRow } from './figures.ts';
import { numberWords as words } from './words.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children'>;

/** So many days can be looked at. */
export const periods: readonly number[] = [7, 30, 90];
export type SectionName = keyof typeof words.sections;

const written = (count: number): string => count.toLocaleString('vi-VN');
const shortDay = (day: string): string => day.split('-').slice(1).reverse().join('/');
const wholeDay = (day: string): string => day.split('-').reverse().join('/');
const ranked = (values: readonly number[]): Bar[] => values.map((value, at) => ({ label: String(at + 1), value }));

export function NumbersPage({
  figures,
  period,
  accuracy,
  ...page
}: Page & { figures: Figures; period: number; accuracy: Accuracy & { isOfThisPack: boolean } }) {
  const { days, channels, mostAsked, rated, thumbs, unanswered, communes } = figures;
  const isAsked = days.some(({ total }) => total > 0);
  const many = communes.flatMap(({ people }) => people ?? []);
  const outcomeHead = questionOutcomes.map(words.outcome);
  const outcomeCells = ({ counts, total }: OutcomeRow) => [
    ...questionOutcomes.map((outcome) => written(counts[outcome])),
    written(total),
  ];
  return (
    <ConsolePage {...page} title={words.title}>
      <p>{words.how}</p>
      <Periods period={period} />
      <Section
        {...{ name: 'ngay', period }}
        bars={isAsked ? days.map(({ name, total }) => ({ label: shortDay(name), value: total })) : []}
        head={[words.day, ...outcomeHead, words.total]}
        rows={isAsked ? days.toReversed().map((row) => [wholeDay(row.name), ...outcomeCells(row)]) : []}
      />
      <Section
        {...{ name: 'kenh', period }}
        bars={channels.map(({ name, total }) => ({ label: channelName(name), value: total }))}
        head={[words.channel, ...outcomeHead, words.total]}
        rows={channels.map((row) => [channelName(row.name), ...outcomeCells(row)])}
      />
      <Section
        {...{ name: 'hoi-nhieu', period }}
        bars={ranked(mostAsked.map(({ times }) => times))}
        head={[words.answer, words.times]}
        rows={mostAsked.map(({ name, times }, at) => [`${at + 1}. ${name}`, written(times)])}
      />
      <Section
        {...{ name: 'danh-gia', period }}
        lead={words.thumbs(written(thumbs.up), written(thumbs.down))}
        bars={ranked(rated.map(({ down }) => down))}
        head={[words.answer, words.up, words.down]}
        rows={rated.map(({ name, up, down }, at) => [`${at + 1}. ${name}`, written(up), written(down)])}
      />
      <Section
        {...{ name: 'chua-tra-loi', period }}
        bars={ranked(unanswered.map(({ count }) => count))}
        head={[words.question, words.times]}
        rows={unanswered.map(({ wordings, count }, at) => [`${at + 1}. ${wordings[0] ?? ''}`, written(count)])}
      />
      <Section
        {...{ name: 'xa', period }}
        lead={words.fewHint}
        bars={ranked(many)}
        head={[words.commune, words.people]}
        rows={communes.map(({ name, people }, at) => [
          people === undefined ? name : `${at + 1}. ${name}`,
          people === undefined ? words.few : written(people),
        ])}
      />
      <Section
        {...{ name: 'do-dung', period }}
        lead={accuracyText(accuracy)}
        bars={accuracyBars(accuracy)}
        head={[words.typed, words.right, words.wrong, words.declined]}
        rows={accuracy.rows.map(({ typed, ...row }) => [words.typings[typed] ?? typed, ...countsOf(row).map(written)])}
      />
    </ConsolePage>
  );
}

const countsOf = ({ right, wrong, declined }: ReturnType<typeof accuracyTotal>): number[] => [right, wrong, declined];

function accuracyText({ day, version, rows, isOfThisPack }: Accuracy & { isOfThisPack: boolean }): string {
  const counts = countsOf(accuracyTotal(rows));
  const [right = '', wrong = '', declined = ''] = counts.map(written);
  const asked = written(counts.reduce((all, count) => all + count, 0));
  const text = words.accuracy({ day: wholeDay(day), version, asked, right, wrong, declined });
  return isOfThisPack ? text : `${text} ${words.otherPack}`;
}

function accuracyBars({ rows }: Accuracy): Bar[] {
  const labels = [words.right, words.wrong, words.declined];
  return countsOf(accuracyTotal(rows)).map((value, at) => ({ label: labels[at]!, value }));
}

function Periods({ period }: { period: number }) {
  return (
    <p class="row">
      {periods.map((days) => (
        <a
          class={days === period ? 'button' : 'button choice'}
          href={`${consolePath}/so-lieu?so-ngay=${days}`}
          {...(days === period ? { 'aria-current': 'page' } : {})}
        >
          {words.days(days)}
        </a>
      ))}
    </p>
  );
}

/** A chart with its table under it. */
function Section(props: {
  name: SectionName;
  period: number;
  lead?: string;
  bars: readonly Bar[];
  head: readonly string[];
  rows: readonly (readonly string[])[];
}) {
  const { name, period, lead, bars, head, rows } = props;
  const title = words.sections[name];
  return (
    <section class="card scroll" aria-labelledby={name} tabindex={0}>
      <h2 id={name}>{title}</h2>
      {lead !== undefined && <p>{lead}</p>}
      {rows.length === 0 ? (
        <p class="hint">{words.none}</p>
      ) : (
        <>
          {bars.some(({ value }) => value > 0) && <BarChart name={title} bars={bars} />}
          <table>
            <TableHead columns={head} />
            <tbody>
              {rows.map(([first, ...cells]) => (
                <tr>
                  <th scope="row">{first}</th>
                  {cells.map((cell) => (
                    <td>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            <a
              class="button choice"
              href={`${consolePath}/so-lieu.csv?bang=${name}&so-ngay=${period}`}
              aria-label={words.csv(title)}
            >
              {words.download}
            </a>
          </p>
        </>
      )}
    </section>
  );
}
