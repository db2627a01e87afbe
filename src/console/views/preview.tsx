import type { Announcement } from '../../announcements/announcement.ts';
import type { Finding } from '../../announcements/finding.ts';
import type { Preview } from '../../announcements/publishing.ts';
import { repeatFacts } from '../../announcements/repeating/words.ts';
import { termsLines } from '../../announcements/templates/words.ts';
import type { TranslationLanguage } from '../../announcements/translations/language.ts';
import { translationWords } from '../../announcements/translations/words.ts';
import { announcementName, audienceName, knownText, peopleCount, vietnamTime } from '../../announcements/words.ts';
import { approverText, communeRows, templateText } from '../../announcements/words-preview.ts';
import type { ChannelFace } from './channel-face.ts';
import { consolePath } from './layout.tsx';
import { Phones } from './phones.tsx';
import { channelName } from './words.ts';
import { previewWords as words } from './words-announcing.ts';

/** What is another than before; see `content-changes.ts`. */
export interface ShownChanges {
  since?: string;
  text: readonly { language?: TranslationLanguage; before: string; after: string }[];
  fields: readonly { name: string; before: string; after: string }[];
}

/** What a preview is shown with. */
export interface PreviewProps {
  preview: Preview;
  channels: readonly ChannelFace[];
  communeName: (code: string) => string;
  /** Absent: nobody has looked yet; `first`: this official has not. */
  changes?: ShownChanges | 'first' | undefined;
  /** When everybody reached now would have it, ISO 8601 UTC. */
  endsAt?: string | undefined;
}

/** The announcement as people get it, and everything an official decides on. */
export function PreviewBody({ preview, channels, communeName, changes, endsAt }: PreviewProps) {
  const { announcement, count } = preview;
  const { content, note, writers, author, startedAt, endedAt, number, filled } = announcement;
  const more: [string, string | undefined][] = [
    [words.approver, preview.approver && approverText(preview.approver)],
    [words.terms, content.terms && termsLines(content.terms).join('; ')],
    [words.fromTemplate, filled && `${filled.of.number}`],
    ...repeatFacts(announcement),
    [words.note, note],
  ];
  return (
    <>
      <Phones preview={preview} channels={channels} />
      <Template preview={preview} />
      <dl class="facts">
        <dt>{words.audience}</dt>
        <dd>{audienceName(content.audience, communeName)}</dd>
        <dt>{words.sendAt}</dt>
        <dd>{content.sendAt === undefined ? words.onDemand : vietnamTime(content.sendAt)}</dd>
        <dt>{words.expiresAt}</dt>
        <dd>{content.expiresAt === undefined ? words.unchosen : vietnamTime(content.expiresAt)}</dd>
        <dt>{words.author}</dt>
        <dd>{author}</dd>
        <dt>{words.submittedBy}</dt>
        <dd>{writers.join(', ')}</dd>
        {more.map(([name, value]) =>
          value === undefined ? null : (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ),
        )}
      </dl>
      {startedAt !== undefined && <p>{words.check(number)}</p>}
      <Reach preview={preview} />
      {count.known === undefined ? null : <p>{knownText(count)}</p>}
      <Communes preview={preview} communeName={communeName} />
      {count.total === 0 ? null : <p>{words.count(peopleCount(count.total))}</p>}
      {endsAt !== undefined && endedAt === undefined && <p>{words.expectedEnd(endsAt)}</p>}
      {changes && <Changes changes={changes} />}
      <Overridden announcement={announcement} />
    </>
  );
}

/** What goes to who has been silent for too long, as exactly as the message itself. */
function Template({ preview }: Pick<PreviewProps, 'preview'>) {
  const template = templateText(preview);
  if (!template) return null;
  const { id, channel, lines, reach, afterwards } = template;
  const heading = words.template(channelName(channel), id);
  return (
    <section>
      <h2>{words.templateHeading}</h2>
      <p>{heading}</p>
      <div class="phones">
        <section class="phone" aria-label={heading}>
          <div class="bubble">{lines.join('\n')}</div>
        </section>
      </div>
      <p>
        {reach} {afterwards}
      </p>
    </section>
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
            <th scope="row">{channelName(channel)}</th>
            {[now, later, never].map((people) => (
              <td>{peopleCount(people)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many in each commune; those it does not reach at once apart. */
function Communes({ preview: { communes }, communeName }: Pick<PreviewProps, 'preview' | 'communeName'>) {
  if (!communes) return null;
  const rows = communeRows(communes, communeName);
  const waiting = rows.flatMap(({ name, unreachable }) => unreachable.map((held) => ({ name, ...held })));
  return (
    <>
      <table id="communes">
        <caption>{words.byCommune}</caption>
        <thead>
          <tr>
            <th scope="col">{words.commune}</th>
            <th scope="col">{words.people}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, total }) => (
            <tr>
              <th scope="row">{name}</th>
              <td>{total}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {waiting.length > 0 && (
        <table id="unreachable">
          <caption>{words.unreachable}</caption>
          <thead>
            <tr>
              {[words.commune, words.channel, words.people, words.why].map((head) => (
                <th scope="col">{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {waiting.map(({ name, channel, people, why }) => (
              <tr>
                <th scope="row">{name}</th>
                <td>{channelName(channel)}</td>
                <td>{people}</td>
                <td>{why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Changes({ changes }: { changes: ShownChanges | 'first' }) {
  if (changes === 'first') return <p>{words.firstLook}</p>;
  const { since, text, fields } = changes;
  if (text.length + fields.length === 0) return <p>{since === undefined ? words.noChanges : words.sameSince(since)}</p>;
  return (
    <section class="card">
      <h2>{since === undefined ? words.changes : words.changesSince(since)}</h2>
      <ul>
        {text.map(({ language, before, after }) => (
          <li>
            {language && `${translationWords.heading(language)}: `}
            <del>{before}</del> → <ins>{after}</ins>
          </li>
        ))}
        {fields.map(({ name, before, after }) => (
          <li>
            {name}: {words.before} <del>{before}</del>, {words.after} <ins>{after}</ins>
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
export function AnnouncementLink({ announcement, why }: { announcement: Announcement; why?: string | undefined }) {
  const { number, content, state } = announcement;
  const page = state === 'sending' || state === 'paused' ? '/theo-doi' : '';
  const first = content.text.trim().split('\n')[0] ?? '';
  return (
    <li class={why === undefined ? '' : 'dim'}>
      <a href={`${consolePath}/thong-bao/${number}${page}`}>{announcementName(announcement)}</a>
      <p>{first.length > 140 ? `${first.slice(0, 140)}…` : first}</p>
      {why !== undefined && <p class="hint">{why}</p>}
    </li>
  );
}
