import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Announcement, Content } from './announcement.ts';
import { canonicalJson } from './people/canonical-json.ts';
import { behalfFlaw } from './people/delegation.ts';
import type { Approval, ApprovalBehalf, ApprovalFlaw } from './people/given-approval.ts';
import { holds, isSamePerson, type Official, personKey, termOf } from './people/officials.ts';
import { rendered, renderedAlone, renderedTranslations } from './rendering.ts';
import { occurrenceContent, timesOf, withPlanTimes } from './repeating/plan.ts';
import { blankFlaws, filledText, isWithin } from './templates/blank.ts';
import { mapTranslations } from './translations/language.ts';

/** An approval not acted on for so long has to be given again. */
export const approvalMs = 24 * 3_600_000;

/** What approvals are made and checked with. */
export interface ApprovalKeys {
  /** Seals approvals; kept apart from the data. */
  approvalKey: string;
  /** The body that speaks, as every message names it. */
  issuer: string;
}

/**
 * SHA-256 (hexadecimal) over everything a recipient reads (the lines around the text with the issuer included) and everything a decision
 * depends on: text, translations, buttons, the picture by the hash of its bytes with its alternative text, whether links may be previewed, audience, expiry, time, kind, what it is about, number, the filled template of a platform where there is one, the terms of an
 * emergency template, and of what is made from one that template with its approval and all that was filled in; the plan of one that repeats, and of
 * each of its times that one with its approval.
 */
export function contentHash(announcement: Hashed, issuer: string): string {
  const { id, number, kind, about, content, template, filled, occurrence } = announcement;
  const { text, translations, buttons, image, linkPreview, audience, expiresAt, sendAt, terms, repeat } = content;
  const message = rendered(announcement, issuer);
  const alone = renderedAlone(announcement, issuer);
  const translated = renderedTranslations(announcement, issuer);
  return createHash('sha256')
    .update(
      canonicalJson({
        id,
        number,
        kind,
        about: about ?? null,
        text,
        translations,
        buttons,
        image,
        linkPreview,
        audience,
        expiresAt,
        sendAt,
        issuer,
        message,
        alone,
        // Absent where there is none, as in every approval before there were any.
        translated: translated.length > 0 ? translated : undefined,
        template,
        terms,
        filled,
        repeat,
        occurrence,
      }),
    )
    .digest('hex');
}

type Hashed = Pick<Announcement, 'id' | 'number' | 'kind' | 'about' | 'content' | 'template' | 'filled' | 'occurrence'>;
type Approved = Hashed & Pick<Announcement, 'approval' | 'author' | 'writers' | 'startedAt'>;

const sealOf = (id: string, approval: Omit<Approval, 'seal'>, key: string): string =>
  createHmac('sha256', key)
    .update(canonicalJson({ ...approval, id }))
    .digest('hex');

/** `author`: the account that made it, as it is now. `auditHead`, `behalf`: see `Approval`. */
export function approve(
  announcement: Announcement,
  {
    by,
    author,
    behalf,
    epoch,
    ...told
  }: {
    by: Official;
    author: Official | undefined;
    behalf?: ApprovalBehalf | undefined;
    count: number;
    at: string;
    auditHead: string;
    epoch?: number | undefined;
  },
  { approvalKey, issuer }: ApprovalKeys,
): Approval {
  const terms = [termOf(by), termOf(author)];
  const hash = contentHash(announcement, issuer);
  const approval = {
    by: by.id,
    person: personKey(by.person),
    ...told,
    hash,
    issuer,
    terms,
    ...(behalf === undefined ? {} : { behalf }),
    ...(epoch === undefined ? {} : { epoch }),
  };
  return { ...approval, seal: sealOf(announcement.id, approval, approvalKey) };
}

/** The id of what goes out at one time of an announcement that repeats: always the same, so that it is made once, and nobody can guess it. */
export const occurrenceId = (series: string, at: string, key: string): string =>
  createHmac('sha256', key)
    .update(canonicalJson({ purpose: 'occurrence', series, at }))
    .digest('base64url');

/** The approval of one of its times: the same people's, at the same moment, for exactly this one, under the number it has got. `undefined`: it is none. */
export function approveOccurrence(announcement: Announcement, { approvalKey, issuer }: ApprovalKeys): Approval | undefined {
  if (!announcement.occurrence) return undefined;
  const { seal: _, ...given } = announcement.occurrence.of.approval;
  const approval = { ...given, hash: contentHash(announcement, issuer) };
  return { ...approval, seal: sealOf(announcement.id, approval, approvalKey) };
}

/**
 * Checks the approval against the announcement and the officials as they are now; `undefined` when it holds. Called when it is given, when
 * sending begins and again and again while it goes on. A drill may be approved by who wrote it.
 */
export function approvalFlaw(
  announcement: Announcement,
  officials: readonly Official[],
  nowIso: string,
  keys: ApprovalKeys,
): ApprovalFlaw | undefined {
  return sealFlaw(announcement, keys) ?? peopleFlaw(announcement, officials, nowIso);
}

/** What is wrong with the approval as it was written: follows from the announcement and the keys alone. */
export function sealFlaw(announcement: Approved, { approvalKey, issuer }: ApprovalKeys): ApprovalFlaw | undefined {
  const { approval } = announcement;
  if (!approval) return 'not-approved';
  const { seal, ...sealed } = approval;
  const expected = Buffer.from(sealOf(announcement.id, sealed, approvalKey));
  const given = Buffer.from(seal);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'not-sealed-here';
  if (approval.issuer !== issuer) return 'issuer-changed';
  if (approval.hash !== contentHash(announcement, issuer)) return 'content-changed';
  if (!isAsPlanned(announcement, approval, { approvalKey, issuer })) return 'not-as-planned';
  return isAsTemplate(announcement, approval, { approvalKey, issuer }) ? undefined : 'not-as-template';
}

/** Whether what goes out at one time is what the announcement that repeats, as two people approved it, says for that time. */
function isAsPlanned({ id, kind, content, occurrence }: Approved, approval: Approval, keys: ApprovalKeys): boolean {
  if (!occurrence) return true;
  const { of, at } = occurrence;
  const { repeat } = of.content;
  const given = (one: Approval) => {
    const { hash: _, seal: __, ...said } = one;
    return canonicalJson(said);
  };
  return (
    repeat !== undefined &&
    kind === of.kind &&
    id === occurrenceId(of.id, at, keys.approvalKey) &&
    timesOf(repeat).includes(at) &&
    canonicalJson(content) === canonicalJson(occurrenceContent({ ...of.content, repeat }, at)) &&
    given(approval) === given(of.approval) &&
    sealFlaw(of, keys) === undefined
  );
}

/** Whether what was made from an emergency template is what that template, as two people approved it, allows, and no emergency came about without one. */
function isAsTemplate({ kind, content, filled }: Approved, { at }: Approval, keys: ApprovalKeys): boolean {
  if (!filled) return kind !== 'emergency';
  const { of, values } = filled;
  const { terms, text, translations, buttons, audience: allowed, expiresAt: validUntil = '' } = of.content;
  if (of.kind !== 'template' || !terms || !allowed || sealFlaw(of, keys) || (kind !== 'emergency' && kind !== 'drill'))
    return false;
  const { audience, expiresAt, sendAt, image, linkPreview } = content;
  return (
    content.text === filledText(text, values) &&
    canonicalJson(content.translations) === canonicalJson(mapTranslations(translations, (one) => filledText(one, values))) &&
    blankFlaws(terms.blanks, values).length === 0 &&
    canonicalJson({ buttons: content.buttons, image, linkPreview }) ===
      canonicalJson({ buttons, image: of.content.image, linkPreview: of.content.linkPreview }) &&
    audience !== undefined &&
    (kind === 'drill' ? audience.kind === 'officials' : isWithin(audience, allowed)) &&
    sendAt === undefined &&
    at < validUntil &&
    Date.parse(expiresAt ?? '') <= Date.parse(at) + terms.hours * 3_600_000
  );
}

/** What the officials and the time, as they are now, say against an approval that is sealed. */
export function peopleFlaw(
  { approval, kind, author, writers, startedAt, content, filled }: Approved,
  officials: readonly Official[],
  nowIso: string,
): ApprovalFlaw | undefined {
  if (!approval) return 'not-approved';
  const find = (id: string) => officials.find((official) => official.id === id);
  const approver = find(approval.by);
  const { behalf } = approval;
  const isDelegate = behalf !== undefined && approver?.disabled === false;
  const mayApprove = isDelegate || holds(approver, 'approver') || (kind === 'drill' && !filled && holds(approver, 'author'));
  const [approverTerm, authorTerm] = approval.terms;
  if (!mayApprove || !approver || personKey(approver.person) !== approval.person || termOf(approver) !== approverTerm)
    return 'no-longer-approver';
  // What goes out without a second person, or for months, is decided in nobody's name but one's own.
  const delegated = behalf && (filled || kind === 'template' ? 'delegation-void' : behalfFlaw(behalf, approval, officials));
  if (delegated) return delegated;
  const isLate = Date.parse(startedAt ?? nowIso) - Date.parse(approval.at) > approvalMs;
  // One official answers for what is made from a template; who wrote and who approved the text is asked of the template.
  if (filled) return isLate ? 'too-old' : peopleFlaw(filled.of, officials, nowIso);
  const writing = find(author);
  if (!holds(writing, 'author') || termOf(writing) !== authorTerm) return 'author-no-longer-author';
  const wrote = [writing.person, ...writers];
  if ((kind !== 'drill' || behalf) && isSamePerson(approver.person, wrote)) return 'by-a-writer';
  // An author who lets somebody else approve in the author's name is no second person.
  if (behalf && isSamePerson(behalf.person, wrote)) return 'delegator-wrote';
  // A time of sending is part of what was approved, and so is how long a template may be used; without one the approval has to be acted on in time.
  return content.sendAt === undefined && kind !== 'template' && isLate ? 'too-old' : undefined;
}

/** The announcement with another content, changed by `person`: whatever was decided about the old one is void. `undefined` takes something out. */
export function edited(
  announcement: Announcement,
  changes: { [Key in keyof Content]?: Content[Key] | undefined },
  person: string,
): Announcement {
  const { approval: _, note: __, template: ___, ...rest } = announcement;
  // The times of a plan go with it.
  const unplanned =
    announcement.content.repeat && !changes.repeat && 'repeat' in changes ? { sendAt: undefined, expiresAt: undefined } : {};
  const given = Object.entries({ ...announcement.content, ...unplanned, ...changes }).filter(([, value]) => value !== undefined);
  return {
    ...rest,
    content: withPlanTimes(Object.fromEntries(given) as unknown as Content),
    overrides: [],
    writers: [...new Set([...announcement.writers, person])],
    ...(announcement.state === 'draft' ? {} : { reviewed: announcement.content }),
  };
}
