import type { Announcement } from '../../announcements/announcement.ts';
import type { Finding } from '../../announcements/finding.ts';
import type { Preview } from '../../announcements/publishing.ts';
import { announcementName, audienceName, peopleCount, vietnamTime } from '../../announcements/words.ts';
import { consolePath } from './layout.tsx';
import { previewWords as words } from './words-announcing.ts';

/** What a preview is shown with. */
export interface PreviewProps {
  preview: Preview;
  communeName: (code: string) => string;
  /** Words changed since it was last approved or returned; absent: nobody has looked yet. */
  changes?: readonly { before: string; after: string }[] | undefined;
}

/** The announcement as people get it, and everything an official decides on. */
export function PreviewBody({ preview, communeName, changes }: PreviewProps) {
  const { announcement, message, count } = preview;
  const { content, note, kind, writers } = announcement;
  return (
    <>
      <section class={kind === 'drill' ? 'phone drill' : 'phone'} aria-label={words.seen}>
        <p class="hint">{words.seen}</p>
        <div class="bubble">{message.text}</div>
        {message.choices?.map(({ label }) => (
          <span class="key">{label}</span>
        ))}
      </section>
      <dl class="facts">
        <dt>{words.audience}</dt>
        <dd>{audienceName(content.audience, communeName)}</dd>
        <dt>{words.sendAt}</dt>
        <dd>{content.sendAt === undefined ? words.onDemand : vietnamTime(content.sendAt)}</dd>
        <dt>{words.expiresAt}</dt>
        <dd>{content.expiresAt === undefined ? words.unchosen : vietnamTime(content.expiresAt)}</dd>
        <dt>{words.writers}</dt>
        <dd>{writers.join(', ')}</dd>
        {note === undefined ? null : (
          <>
            <dt>{words.note}</dt>
            <dd>{note}</dd>
          </>
        )}
      </dl>
      <Reach preview={preview} />
      {count.total === 0 ? null : <p>{words.count(peopleCount(count.total))}</p>}
      {changes && <Changes changes={changes} />}
      <Overridden announcement={announcement} />
    </>
  );
}

function Reach({ preview: { count } }: Pick<PreviewProps, 'preview'>) {
  if (count.channels.length === 0) return null;
  return (
    <table>
      <caption>{words.reach}</caption>
      <thead>
        <tr>
          {[words.channel, words.now, words.later, words.never].map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {count.channels.map(({ channel, now, later, never }) => (
          <tr>
            <th scope="row">{channel}</th>
            {[now, later, never].map((people) => (
              <td>{peopleCount(people)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Changes({ changes }: { changes: readonly { before: string; after: string }[] }) {
  if (changes.length === 0) return <p>{words.noChanges}</p>;
  return (
    <section>
      <h2>{words.changes}</h2>
      <ul>
        {changes.map(({ before, after }) => (
          <li>
            <del>{before}</del> → <ins>{after}</ins>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Overridden({ announcement: { overrides } }: { announcement: Announcement }) {
  if (overrides.length === 0) return null;
  return (
    <section>
      <h2>{words.overridden}</h2>
      <ul>
        {overrides.map(({ code, reason }) => (
          <li>
            {code}: {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One thing the text check found. */
export function FindingText({ finding: { message, severity, source } }: { finding: Finding }) {
  return (
    <>
      {message} {severity === 'fix' ? words.mustFix : ''}
      {source && (
        <blockquote>
          {words.source}: “{source.says}” ({source.title}, {source.publisher}, {source.date})
        </blockquote>
      )}
    </>
  );
}

/** A line that leads to an announcement, with its first words. */
export function AnnouncementLink({ announcement }: { announcement: Announcement }) {
  const { number, content, state } = announcement;
  const page = state === 'sending' || state === 'paused' ? '/theo-doi' : '';
  const first = content.text.trim().split('\n')[0] ?? '';
  return (
    <li>
      <a href={`${consolePath}/thong-bao/${number}${page}`}>{announcementName(announcement)}</a>
      <p>{first.length > 140 ? `${first.slice(0, 140)}…` : first}</p>
    </li>
  );
}
