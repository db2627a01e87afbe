import { type Acting, type Actor, isAllowed, terminalOf } from './acting.ts';
import type { Announcement } from './announcement.ts';
import { approvalFlaw, approve, contentHash } from './approval.ts';
import type { UseCode } from './factor.ts';
import type { Finding } from './finding.ts';
import { createImageLook } from './images/standing.ts';
import type { AuditLog } from './people/audit.ts';
import { behalfOf, everyDelegation, type Mandate, mandatesOf, revokingAction } from './people/delegation.ts';
import { isSamePerson, type Official } from './people/officials.ts';
import { sameHandsDetail, sameHandsOf } from './people/same-hands.ts';
import { behalfWords } from './people/words-delegation.ts';
import type { PublishingDeps } from './publishing-deps.ts';
import type { RecipientLists } from './recipients.ts';
import type { Outcome, Refusal } from './refusal.ts';
import { withTemplate } from './rendering.ts';
import { acceptedTotals } from './sending/audience.ts';
import { unresolved } from './text-check.ts';
import { confirmationWords, vietnamTime } from './words.ts';

/** What the second official says. `hash`: of the preview they saw. `code`: of their authenticator. `phrase`: the typed confirmation. */
export interface ApprovalRequest {
  hash: string;
  code: string;
  phrase: string;
  /** Account in whose name; absent: in their own where they may approve, else in that of the only one who delegates to them. */
  behalf?: string | undefined;
}

export interface Approving {
  approve(actor: Actor, id: string, request: ApprovalRequest): Promise<Outcome<Announcement>>;
  /** Back to who wrote it, with the reason. Also takes an approval back. */
  return(actor: Actor, id: string, reason: string): Promise<Outcome<Announcement>>;
}

/** As often as one delegation, or all there were, can have been revoked: account and number come again after a store was put back. */
const mostEntries = 100;

const plain = (typed: string) => typed.normalize('NFC').trim().replace(/\s+/gu, ' ').toLocaleUpperCase('vi');

/** Whether the words and a number near enough to the count were typed. */
function isConfirmed(typed: string, words: string, count: number): boolean {
  const said = /^(?<words>.+?) (?<number>[\d.]+)$/u.exec(plain(typed))?.groups;
  if (said?.words !== words) return false;
  const { least, most } = acceptedTotals(count);
  const number = Number(said.number!.replaceAll('.', ''));
  return number >= least && number <= most;
}

/** In whose name it is approved: `undefined` in their own. */
function mandateFor(
  behalf: string | undefined,
  who: Official,
  announcement: Announcement,
  all: readonly Official[],
  nowIso: string,
): Mandate | Refusal | undefined {
  if (behalf === undefined && isAllowed(who, announcement, 'approve')) return undefined;
  if (announcement.kind === 'template') return { code: 'template-in-own-name' };
  const given = mandatesOf(who, all, nowIso).filter(({ of }) => behalf === undefined || of.id === behalf);
  if (given.length > 1) return { code: 'behalf-unclear', of: given.map(({ of }) => of.id) };
  return given[0] ?? { code: 'no-delegation' };
}

/** Whether the log says that it was revoked, alone or with all there were: a list of officials put back to what it was before is under a right seal. */
async function isRevokedIn(audit: Pick<AuditLog, 'latest'>, { delegation: { id, madeAt } }: Mandate): Promise<boolean> {
  for (const subject of [id, everyDelegation]) {
    const entries = await audit.latest({ action: revokingAction, outcome: 'done', subject, limit: mostEntries });
    if (entries.some(({ at }) => at >= madeAt)) return true;
  }
  return false;
}

/** What the audit log says of it. */
const behalfDetail = ({ of, delegation: { id, from, until } }: Mandate): string =>
  `${behalfWords.behalf(`${of.name} (${of.id})`, vietnamTime(from), vietnamTime(until))}, ${id}`;

export function createApproving(
  { now, approvalKey, issuer, channels, images, audit, epoch, guard }: PublishingDeps,
  acting: Acting,
  {
    lists,
    findings,
    useCode,
  }: { lists: RecipientLists; findings: (announcement: Announcement) => Promise<Finding[]>; useCode: UseCode },
): Approving {
  const imageFlaw = createImageLook(images);
  return {
    async approve(actor, id, { hash, code, phrase, behalf }) {
      let used: { refusal: Refusal | undefined } | undefined;
      return acting.act(actor, id, 'approve', async (held, who, all) => {
        const announcement = withTemplate(held, issuer, channels);
        if (hash !== contentHash(announcement, issuer)) return { code: 'not-what-was-shown' };
        const { kind } = announcement;
        const mandate = mandateFor(behalf, who, announcement, all, now().toISOString());
        if (mandate && 'code' in mandate) return mandate;
        if (mandate && (await isRevokedIn(audit, mandate))) return { code: 'no-delegation' };
        if ((kind !== 'drill' || mandate) && isSamePerson(who.person, announcement.writers)) return { code: 'own-writing' };
        if (mandate && isSamePerson(mandate.of.person, announcement.writers))
          return { code: 'delegator-wrote', of: mandate.of.name };
        const open = unresolved(await findings(announcement), announcement.overrides);
        if (open.length > 0) return { code: 'text', findings: open };
        const { audience } = announcement.content;
        if (!audience) return { code: 'no-audience' };
        const { total } = await lists.count(audience);
        if (total === 0 && kind !== 'template') return { code: 'nobody' };
        const words = confirmationWords(kind, audience);
        if (words && !isConfirmed(phrase, words, total)) return { code: 'confirmation', phrase: `${words} ${total}` };
        const verdict = await guard.flaw();
        if (verdict) return { code: 'log-broken', verdict };
        used ??= { refusal: await useCode(actor, who, code) };
        if (used.refusal) return used.refusal;
        const { note: _, ...rest } = announcement;
        const at = now().toISOString();
        const author = all.find((one) => one.id === announcement.author);
        const hands = await sameHandsOf(terminalOf(actor), announcement, who, { audit, officials: all, nowMs: now().getTime() });
        const given = {
          ...{ by: who, author, behalf: mandate && behalfOf(mandate), count: total, at },
          ...{ auditHead: await audit.head(), epoch: await epoch?.() },
        };
        const next = { ...rest, approval: approve(announcement, given, { approvalKey, issuer }) };
        const flaw = approvalFlaw(next, all, at, { approvalKey, issuer }) ?? (await imageFlaw(next));
        if (flaw) return { code: 'approval', flaw };
        const detail = [`${total}`, mandate && behalfDetail(mandate), hands && sameHandsDetail(hands)].filter(Boolean);
        return { next, detail: detail.join(', ') };
      });
    },
    return: (actor, id, reason) =>
      acting.act(actor, id, 'return', (announcement, who, all) => {
        const mandate = isAllowed(who, announcement, 'return') ? undefined : mandatesOf(who, all, now().toISOString())[0];
        if (reason.trim() === '') return { code: 'no-reason' };
        const said = mandate ? `${reason.trim()}, ${behalfDetail(mandate)}` : reason.trim();
        const { approval: _, template: __, ...rest } = announcement;
        return { next: { ...rest, reviewed: announcement.content, note: reason.trim() }, detail: said };
      }),
  };
}
