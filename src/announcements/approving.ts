import type { Acting, Actor } from './acting.ts';
import type { Announcement } from './announcement.ts';
import { approvalFlaw, approve, contentHash } from './approval.ts';
import type { Finding } from './finding.ts';
import type { Official } from './officials.ts';
import type { PublishingDeps } from './publishing-deps.ts';
import type { RecipientLists } from './recipients.ts';
import type { Outcome, Refusal } from './refusal.ts';
import { acceptedTotals } from './sending/audience.ts';
import { unresolved } from './text-check.ts';
import { checkCode } from './totp.ts';
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
  { officials, now, approvalKey }: PublishingDeps,
  acting: Acting,
  lists: RecipientLists,
  findings: (announcement: Announcement) => Promise<Finding[]>,
): Approving {
  /** Uses the code up, right or wrong. */
  function useCode(who: Official, code: string): Promise<Refusal | undefined> {
    return officials.update<Refusal | undefined>((held) => {
      const current = held.find(({ id }) => id === who.id) ?? who;
      const check = checkCode(current.totp, code, now().getTime());
      if (check.kind === 'locked') return { officials: held, records: [], result: { code: 'code-locked', until: check.until } };
      return {
        officials: held.map((official) => (official.id === who.id ? { ...official, totp: check.totp } : official)),
        records: [],
        result: check.kind === 'right' ? undefined : { code: 'code-wrong' },
      };
    });
  }

  return {
    async approve(actor, id, { hash, code, phrase }) {
      let used: { refusal: Refusal | undefined } | undefined;
      return acting.act(actor, id, 'approve', async (announcement, who, all) => {
        if (hash !== contentHash(announcement)) return { code: 'not-what-was-shown' };
        if (announcement.kind !== 'drill' && announcement.writers.includes(who.person)) return { code: 'own-writing' };
        const open = unresolved(await findings(announcement), announcement.overrides);
        if (open.length > 0) return { code: 'text', findings: open };
        const { audience } = announcement.content;
        if (!audience) return { code: 'no-audience' };
        const { total } = await lists.count(audience);
        if (total === 0) return { code: 'nobody' };
        const words = confirmationWords(announcement.kind, audience);
        if (words && !isConfirmed(phrase, words, total)) return { code: 'confirmation', phrase: `${words} ${total}` };
        used ??= { refusal: await useCode(who, code) };
        if (used.refusal) return used.refusal;
        const { note: _, ...rest } = announcement;
        const next = { ...rest, approval: approve(announcement, who, total, now().toISOString(), approvalKey) };
        const flaw = approvalFlaw(next, all, now().toISOString(), approvalKey);
        return flaw ? { code: 'approval', flaw } : { next, detail: `${total}` };
      });
    },
    return: (actor, id, reason) =>
      acting.act(actor, id, 'return', (announcement) => {
        if (reason.trim() === '') return { code: 'no-reason' };
        const { approval: _, ...rest } = announcement;
        return { next: { ...rest, reviewed: announcement.content, note: reason.trim() }, detail: reason.trim() };
      }),
  };
}
