import type { Offer } from '../../announcements/offers.ts';
import { type Progress, shownCount } from '../../announcements/progress.ts';
import { announcementName } from '../../announcements/words.ts';
import { progressText } from '../../announcements/words-preview.ts';
import { Reasoned } from './announcing.tsx';
import { ConsoleForm, ConsolePage, type ConsolePageProps } from './layout.tsx';
import { watchWords as words } from './words-announcing.ts';

/** How far the sending has come, and the way to stop it. */
export interface WatchingPageProps extends Omit<ConsolePageProps, 'title' | 'children'> {
  formToken: string;
  progress: Progress;
  offers: ReadonlySet<Offer>;
}

/** How often the page looks again by itself, seconds. */
const lookAgainSeconds = 5;

export function WatchingPage({ progress, offers, ...page }: WatchingPageProps) {
  const { announcement } = progress;
  const { number, state, phase, startedAt } = announcement;
  const at = `/thong-bao/${number}`;
  const goesOn = state === 'sending' || state === 'paused' || phase?.kind === 'ending';
  return (
    <ConsolePage {...page} title={words.title(number)} refreshSeconds={goesOn ? lookAgainSeconds : undefined}>
      {offers.has('stop') && startedAt !== undefined && (
        <section class="card stop">
          <p>{words.stopHow}</p>
          <Reasoned path={`${at}/dung`} name="stop" label={words.reason} button={words.stop} formToken={page.formToken} big />
        </section>
      )}
      <section id="live" class="card" aria-label={words.progress} {...(goesOn ? { 'data-live': 'on' } : {})}>
        <h2>{announcementName(announcement)}</h2>
        {startedAt === undefined ? <p>{words.notStarted}</p> : <p class="lines">{progressText(progress)}</p>}
        <ProgressTable progress={progress} />
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
      </section>
    </ConsolePage>
  );
}

function ProgressTable({ progress: { channels, total } }: { progress: Progress }) {
  if (channels.length === 0) return null;
  return (
    <table>
      <caption>{words.table}</caption>
      <thead>
        <tr>
          {['', words.sent, words.waiting, words.deferred, words.failed].map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {channels.map(({ channel, sent, pending, leased, deferred, failed }) => (
          <tr>
            <th scope="row">{channel}</th>
            {[sent, pending + leased, deferred, Object.values(failed).reduce((sum, count) => sum + count, 0)].map((count) => (
              <td>{shownCount(count, total)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
