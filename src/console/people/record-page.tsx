import type { AuditEntry } from '../../announcements/people/audit.ts';
import type { Approval } from '../../announcements/people/given-approval.ts';
import type { SameHands } from '../../announcements/people/same-hands.ts';
import type { Preview } from '../../announcements/publishing.ts';
import { translationWords } from '../../announcements/translations/words.ts';
import { announcementName, audienceName, vietnamTime } from '../../announcements/words.ts';
import { approverText, sameHandsText } from '../../announcements/words-preview.ts';
import { TableHead } from '../table-head.tsx';
import { ConsolePage, type ConsolePageProps } from '../views/layout.tsx';
import { logWords } from './words.ts';
import { recordWords as words } from './words-record.ts';

export interface RecordPageProps extends Omit<ConsolePageProps, 'title' | 'children'> {
  formToken: string;
  preview: Preview;
  communeName: (code: string) => string;
  /** How an account is called. */
  nameOf: (id: string) => string;
  /** What was done, the first thing first. */
  entries: readonly AuditEntry[];
  /** That writer and approver typed at one place. */
  hands?: SameHands | undefined;
  /** Set where there is more: how many are shown. */
  cutTo?: number | undefined;
  /** ISO 8601 UTC. */
  madeAt: string;
}

/** Who wrote, approved and sent one announcement, to be printed and signed. */
export function RecordPage({ preview, communeName, nameOf, entries, hands, cutTo, madeAt, ...page }: RecordPageProps) {
  const { announcement, message, translated } = preview;
  const { content, overrides, filled } = announcement;
  const facts: [string, string | undefined][] = [
    [words.audience, audienceName(content.audience, communeName)],
    [words.sendAt, content.sendAt && vietnamTime(content.sendAt)],
    [words.expiry, content.expiresAt && vietnamTime(content.expiresAt)],
    [words.author, nameOf(announcement.author)],
    [words.writers, announcement.writers.join(', ')],
    [
      words.template,
      filled &&
        words.ofTemplate(filled.of.number, nameOf(filled.of.author), nameOf(filled.of.approval.by), filled.of.approval.at),
    ],
  ];
  return (
    <ConsolePage {...page} title={words.title(announcementName(announcement))}>
      <p class="hint no-print">{words.howToPrint}</p>
      <section class="card">
        <h2>{words.text}</h2>
        <p class="lines">{message.text}</p>
        {translated.map(({ language, message: version }) => (
          <>
            <h3>{translationWords.heading(language)}</h3>
            <p class="lines" lang={language}>
              {version.text}
            </p>
          </>
        ))}
        <Facts facts={facts} />
        {overrides.length > 0 && <Facts facts={overrides.map(({ code, reason }) => [`${words.kept}: ${code}`, reason])} />}
      </section>
      <Approved preview={preview} nameOf={nameOf} />
      {hands && <p class="wrong">{sameHandsText(hands)}</p>}
      <section class="card scroll" aria-labelledby="log" tabindex={0}>
        <h2 id="log">{words.log}</h2>
        {cutTo !== undefined && <p>{words.cut(cutTo)}</p>}
        <Deeds entries={entries} nameOf={nameOf} />
      </section>
      <section class="signatures">
        {words.signatures.map((who) => (
          <p>
            <strong>{who}</strong>
            <br />
            {words.sign}
          </p>
        ))}
      </section>
      <p class="hint">{words.made(madeAt, page.official?.name ?? '')}</p>
    </ConsolePage>
  );
}

function Facts({ facts }: { facts: readonly (readonly [string, string | undefined])[] }) {
  return (
    <dl>
      {facts.map(
        ([name, value]) =>
          value && (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ),
      )}
    </dl>
  );
}

function Approved({ preview, nameOf }: { preview: Preview; nameOf: (id: string) => string }) {
  const { hash, announcement } = preview;
  const { approval } = announcement;
  if (!approval)
    return (
      <section class="card">
        <h2>{words.approved}</h2>
        <p>{words.notApproved}</p>
      </section>
    );
  const facts: [string, string][] = [
    [words.approver, approverSaid(approval, preview, nameOf)],
    [words.approvedAt, vietnamTime(approval.at)],
    [words.approvedFor, words.people(approval.count)],
    [words.issuer, approval.issuer],
    [words.hash, approval.hash],
    [words.auditHead, approval.auditHead],
  ];
  return (
    <section class="card">
      <h2>{words.approved}</h2>
      <p>{hash === approval.hash ? words.same : words.differs}</p>
      <Facts facts={facts} />
    </section>
  );
}

/** With the account, so that two of one name are told apart. */
function approverSaid({ by, behalf }: Approval, { approver }: Preview, nameOf: (id: string) => string): string {
  const held = behalf && approver?.behalf;
  return approverText({ by: nameOf(by), ...(held ? { behalf: { ...held, of: nameOf(behalf.of) } } : {}) });
}

function Deeds({ entries, nameOf }: { entries: readonly AuditEntry[]; nameOf: (id: string) => string }) {
  return (
    <table>
      <TableHead columns={words.columns} />
      <tbody>
        {entries.map((entry) => (
          <tr>
            <td>{entry.number}</td>
            <td>{vietnamTime(entry.at)}</td>
            <td>{entry.who === 'cutri' ? logWords.service : nameOf(entry.who)}</td>
            <td>{logWords.actionName(entry.action)}</td>
            <td>{entry.from}</td>
            <td>{entry.detail ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
