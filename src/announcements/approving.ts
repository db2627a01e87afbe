import { type Acting, type Actor, terminalOf } from './acting.ts';
import type { Announcement } from './announcement.ts';
import { approvalFlaw, approve, contentHash } from './approval.ts';
import type { UseCode } from './factor.ts';
import type { Finding } from './finding.ts';
import { createImageLook } from './images/standing.ts';
import { isSamePerson } from './people/officials.ts';
import { sameHandsDetail, sameHandsOf } from './people/same-hands.ts';
import type { PublishingDeps } from './publishing-deps.ts';
import type { RecipientLists } from './recipients.ts';
import type { Outcome, Refusal } from './refusal.ts';
import { withTemplate } from './rendering.ts';
import { acceptedTotals } from './sending/audience.ts';
import { unresolved } from './text-check.ts';
import { confirmationWords } from './words.ts';

/** What the second official says. `hash`: of the preview they saw. `code`: of their authenticator. `phrase`: the typed confirmation. */
export interface ApprovalRequest {
  hash: string;
  code: string;
  phrase: string;
}

export interface Approving {
  approve(actor: Actor, id: string, request: ApprovalRequest): Promise<Outcome<Announcement>>;
  /** Back to who wrote it, with the reason. Also takes an approval back. */
  return(actor: Actor, id: string, reason: string): Promise<Outcome<Announcement>>;
}

const plain = (typed: string) => typed.normalize('NFC').trim().replace(/\s+/gu, ' ').toLocaleUpperCase('vi');

/** Whether the words and a number near enough to the count were typed. */
function isConfirmed(typed: string, words: string, count: number): boolean {
  const match = /^(?<words>.+?) (?<number>[\d.]+)$/u.exec(plain(typed));
  const { least, most } = acceptedTotals(count);
  const number = Number(match?.groups?.number?.replaceAll('.', ''));
  return match?.groups?.words === words && number >= least && number <= most;
}

export function createApproving(
  { now, approvalKey, issuer, channels, images, audit, epoch }: PublishingDeps,
  acting: Acting,
  {
    lists,
    findings,
    useCode,
  }: { lists: RecipientLists; findings: (announcement: Announcement) => Promise<Finding[]>; useCode: UseCode },
): Approving {
  const imageFlaw = createImageLook(images);
  return {
    async approve(actor, id, { hash, code, phrase }) {
      let used: { refusal: Refusal | undefined } | undefined;
      return acting.act(actor, id, 'approve', async (held, who, all) => {
        const announcement = withTemplate(held, issuer, channels);
        if (hash !== contentHash(announcement, issuer)) return { code: 'not-what-was-shown' };
        const { kind } = announcement;
        if (kind !== 'drill' && isSamePerson(who.person, announcement.writers)) return { code: 'own-writing' };
        const open = unresolved(await findings(announcement), announcement.overrides);
        if (open.length > 0) return { code: 'text', findings: open };
        const { audience } = announcement.content;
        if (!audience) return { code: 'no-audience' };
        const { total } = await lists.count(audience);
        if (total === 0 && kind !== 'template') return { code: 'nobody' };
        const words = confirmationWords(kind, audience);
        if (words && !isConfirmed(phrase, words, total)) return { code: 'confirmation', phrase: `${words} ${total}` };
        used ??= { refusal: await useCode(actor, who, code) };
        if (used.refusal) return used.refusal;
        const { note: _, ...rest } = announcement;
        const at = now().toISOString();
        const author = all.find((one) => one.id === announcement.author);
        const hands = await sameHandsOf(terminalOf(actor), announcement, who, { audit, officials: all, nowMs: now().getTime() });
        const given = { by: who, author, count: total, at, auditHead: await audit.head(), epoch: await epoch?.() };
        const next = { ...rest, approval: approve(announcement, given, { approvalKey, issuer }) };
        const flaw = approvalFlaw(next, all, at, { approvalKey, issuer }) ?? (await imageFlaw(next));
        return flaw ? { code: 'approval', flaw } : { next, detail: hands ? `${total}, ${sameHandsDetail(hands)}` : `${total}` };
      });
    },
    return: (actor, id, reason) =>
      acting.act(actor, id, 'return', (announcement) => {
        if (reason.trim() === '') return { code: 'no-reason' };
        const { approval: _, template: __, ...rest } = announcement;
        return { next: { ...rest, reviewed: announcement.content, note: reason.trim() }, detail: reason.trim() };
      }),
  };
}
