import type { Offer } from '../../announcements/offers.ts';
import { type Progress, shownCount } from '../../announcements/progress.ts';
import { announcementName } from '../../announcements/words.ts';
import { progressText } from '../../announcements/words-preview.ts';
import { Reasoned } from './announcing.tsx';
import { BarChart } from './chart.tsx';
import { ConsoleForm, ConsolePage, type ConsolePageProps, consolePath } from './layout.tsx';
import { channelName } from './words.ts';
import { watchWords as words } from './words-watching.ts';

/** What changes while somebody looks; the same for everybody who does. */
export interface LivePartProps {
  progress: Progress;
  /** ISO 8601 UTC → messages sent in that minute. */
  minutes: readonly { minute: string; sent: number }[];
  perMinute: number;
}

/** How far the sending has come, and the way to stop it. */
export interface WatchingPageProps extends Omit<ConsolePageProps, 'title' | 'children'>, LivePartProps {
  formToken: string;
  offers: ReadonlySet<Offer>;
  goesOn: boolean;
}

/** How often the page looks again by itself without scripts, seconds. */
const lookAgainSeconds = 5;

export function WatchingPage({ progress, minutes, perMinute, offers, goesOn, ...page }: WatchingPageProps) {
  const { announcement } = progress;
  const { number, startedAt, content } = announcement;
  const at = `/thong-bao/${number}`;
  return (
    <ConsolePage {...page} title={words.title(number)} refreshSeconds={goesOn ? lookAgainSeconds : undefined}>
      {offers.has('stop') && (startedAt !== undefined || content.repeat) && (
        <section class="card stop">
          <p>{words.stopHow}</p>
          <Reasoned path={`${at}/dung`} name="stop" label={words.reason} button={words.stop} formToken={page.formToken} big />
        </section>
      )}
      <section
        id="live"
        class="card"
        aria-label={words.progress}
        {...(goesOn ? { 'data-live': `${consolePath}${at}/truc-tiep` } : {})}
      >
        <LivePart progress={progress} minutes={minutes} perMinute={perMinute} />
      </section>
      <section class="actions">
        {offers.has('pause') && (
          <Reasoned path={`${at}/tam-dung`} name="pause" label={words.reason} button={words.pause} formToken={page.formToken} />
        )}
        {offers.has('resume') && (
          <ConsoleForm path={`${at}/gui-tiep`} formToken={page.formToken}>
            <button type="submit">{words.resume}</button>
          </ConsoleForm>
        )}
        <a class="button choice" href={`${consolePath}${at}/bang.csv`}>
          {words.csv}
        </a>
      </section>
    </ConsolePage>
  );
}

/** State, numbers and chart. */
export function LivePart({ progress, minutes, perMinute }: LivePartProps) {
  const { announcement, waiting, total } = progress;
  return (
    <>
      <h2>{announcementName(announcement)}</h2>
      <PhaseLine progress={progress} />
      {(announcement.startedAt !== undefined || announcement.content.repeat) && <p class="lines">{progressText(progress)}</p>}
      {perMinute > 0 && (
        <p>
          {words.rate(perMinute)}{' '}
          {waiting > 0 && announcement.phase?.kind === 'all' && words.left(Math.round(waiting / perMinute))}
        </p>
      )}
      <ProgressTable progress={progress} />
      <FailureTable progress={progress} />
      {shownCount(1, total) !== '<10' && minutes.some(({ sent }) => sent > 0) && <Minutes minutes={minutes} total={total} />}
    </>
  );
}

function PhaseLine({ progress: { announcement, atMs } }: { progress: Progress }) {
  const { phase, startedAt, state } = announcement;
  if (startedAt === undefined) return <p>{words.notStarted}</p>;
  if (state === 'paused' || !phase) return null;
  switch (phase.kind) {
    case 'publishing':
      return <p class="phase">{words.publishing}</p>;
    case 'canary':
      return <p class="phase">{words.canary}</p>;
    case 'holding': {
      const seconds = Math.max(0, Math.ceil((Date.parse(phase.untilAt) - atMs) / 1_000));
      return <p class="phase countdown">{words.holding(seconds, phase.untilAt)}</p>;
    }
    case 'all':
      return state === 'sending' ? <p class="phase">{words.all}</p> : null;
    case 'ending':
      return <p class="phase">{words.ending}</p>;
  }
}

/** How many stand how on each channel. */
export function ProgressTable({ progress: { channels, total } }: { progress: Progress }) {
  if (channels.length === 0) return null;
  return (
    <table>
      <caption>{words.table}</caption>
      <thead>
        <tr>
          <td></td>
          {[words.sent, words.waiting, words.deferred, words.failed].map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {channels.map(({ channel, sent, pending, leased, deferred, failed }) => (
          <tr>
            <th scope="row">{channelName(channel)}</th>
            {[sent, pending + leased, deferred, Object.values(failed).reduce((sum, count) => sum + count, 0)].map((count) => (
              <td>{shownCount(count, total)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FailureTable({ progress: { channels, total, failed } }: { progress: Progress }) {
  const reasons = (Object.keys(failed) as (keyof typeof failed)[]).filter((reason) => failed[reason] > 0);
  if (reasons.length === 0) return null;
  return (
    <table>
      <caption>{words.failuresTable}</caption>
      <thead>
        <tr>
          <th scope="col">{words.why}</th>
          {channels.map(({ channel }) => (
            <th scope="col">{channelName(channel)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {reasons.map((reason) => (
          <tr>
            <th scope="row">{words.failure(reason)}</th>
            {channels.map((tally) => (
              <td>{shownCount(tally.failed[reason], total)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The last so many stand in the table; all of them in the chart. */
const mostRows = 15;

function Minutes({ minutes, total }: Pick<LivePartProps, 'minutes'> & { total: number }) {
  return (
    <div>
      <p>
        <strong>{words.chart}</strong>
      </p>
      <BarChart name={words.chart} bars={minutes.map(({ minute, sent }) => ({ label: words.clock(minute), value: sent }))} />
      <details>
        <summary>{words.chart}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.minute}</th>
              <th scope="col">{words.sent}</th>
            </tr>
          </thead>
          <tbody>
            {minutes.slice(-mostRows).map(({ minute, sent }) => (
              <tr>
                <th scope="row">{words.clock(minute)}</th>
                <td>{shownCount(sent, total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <p class="hint">{words.chartNote}</p>
    </div>
  );
}
