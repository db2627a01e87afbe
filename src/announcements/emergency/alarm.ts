import { createHash, createHmac } from 'node:crypto';
import type { OutgoingMessage } from '../../messaging/message.ts';
import { type Acting, type Actor, cameFrom, createActing } from '../acting.ts';
import type { Announcement, FilledTemplate } from '../announcement.ts';
import { approvalFlaw, approve } from '../approval.ts';
import { createFactor } from '../factor.ts';
import type { Finding } from '../finding.ts';
import { createImageLook } from '../images/standing.ts';
import { canonicalJson } from '../people/canonical-json.ts';
import { holds, type Official } from '../people/officials.ts';
import type { PublishingDeps } from '../publishing-deps.ts';
import { type AudienceCount, createRecipientLists } from '../recipients.ts';
import { done, type Outcome, type Refusal, refused } from '../refusal.ts';
import { rendered, renderedTranslations, type TranslatedMessage, withTemplate } from '../rendering.ts';
import { begun } from '../running.ts';
import type { SubscriberAudience } from '../sending/audience.ts';
import { type BlankValues, blankFlaws, filledText, isWithin, plainValue } from '../templates/blank.ts';
import { checkText } from '../text-check.ts';
import { mapTranslations } from '../translations/language.ts';
import { templateFlaw } from './standing.ts';

/** What one official wants to send from a template. */
export interface EmergencyWish {
  /** Id of the template. */
  template: string;
  values: BlankValues;
  /** Absent: all the template is for. */
  audience?: SubscriberAudience | undefined;
  /** To officials only, marked as a drill. */
  drill?: boolean | undefined;
}

/** What would go out. `hash` says which: sent is only what was seen. */
export interface EmergencyPreview {
  template: Announcement;
  /** With the number it would get now. */
  announcement: Announcement;
  message: OutgoingMessage;
  translated: readonly TranslatedMessage[];
  count: AudienceCount;
  findings: readonly Finding[];
  hash: string;
}

/** A template and why it cannot be used now; none: it can. */
export interface TemplateStanding {
  template: Announcement;
  unusable?: Refusal;
}

/**
 * The way round the second person, for what cannot wait: a text that two people approved in advance, a few words filled in, one approver with a fresh
 * code, nobody held back.
 */
export interface EmergencyPath {
  /** The latest first, those withdrawn or over left out. */
  templates(actor: Actor): Promise<Outcome<TemplateStanding[]>>;
  look(actor: Actor, wish: EmergencyWish): Promise<Outcome<EmergencyPreview>>;
  /** Begins at once. `hash`: of the preview. `code`: of their authenticator, fresh. The same request again sends nothing. */
  send(actor: Actor, wish: EmergencyWish, given: { hash: string; code: string }): Promise<Outcome<Announcement>>;
}

/** Templates that are drafts, waiting or approved: more than an office can tell apart. */
const mostTemplates = 200;

export function createEmergencyPath(deps: PublishingDeps): EmergencyPath {
  const { announcements, officials } = deps;
  const acting = createActing(deps);
  const composing = createComposed(deps);
  const useCode = createFactor(deps);
  const unusable = async (template: Announcement) => templateFlaw(template, await officials.list(), deps);

  /** Whoever asks, if they may send from a template; else a refusal that the log tells of. */
  async function sender(actor: Actor, template: string) {
    const who = await acting.official(actor);
    const base = acting.record('code' in who ? actor : who, cameFrom(actor), 'emergency', template);
    const refusal: Refusal | undefined =
      'code' in who ? who : holds(who, 'approver') ? undefined : { code: 'not-permitted', needs: ['approver'] };
    return refusal ? { refusal: await acting.refuse(base, refusal) } : { who: who as Official, base };
  }

  return {
    async templates(actor) {
      const who = await acting.official(actor);
      if ('code' in who) return refused(who);
      const states = ['draft', 'submitted', 'approved'] as const;
      const held = (await announcements.list(states)).filter(({ kind }) => kind === 'template').slice(-mostTemplates);
      const standings: TemplateStanding[] = [];
      for (const template of held.toReversed()) {
        const why = await unusable(template);
        standings.push({ template, ...(why ? { unusable: why } : {}) });
      }
      return done(standings);
    },
    async look(actor, wish) {
      const asked = await sender(actor, wish.template);
      return 'refusal' in asked ? asked.refusal : composing(asked.who, wish);
    },
    async send(actor, wish, { hash, code }) {
      const asked = await sender(actor, wish.template);
      if ('refusal' in asked) return asked.refusal;
      const { who, base } = asked;
      const id = idOf(deps.approvalKey, who, wish, { hash, code });
      const before = await announcements.get(id);
      if (before?.startedAt !== undefined) return acting.refuse(base, { code: 'already-sent', number: before.number });
      const seen = await composing(who, wish);
      if (seen.kind === 'refused') return acting.refuse(base, seen.refusal);
      if (seen.value.hash !== hash) return acting.refuse(base, { code: 'not-what-was-shown' });
      const refusal: Refusal | undefined = code === '' ? { code: 'code-needed' } : await useCode(actor, who, code);
      if (refusal) return acting.refuse(base, refusal);
      const { number: _, version: __, ...draft } = seen.value.announcement;
      const used = { ...base, outcome: 'done', detail: `${draft.kind} ${id}` };
      await announcements.create({ ...draft, id, createdAt: deps.now().toISOString() }, used);
      return letGo(deps, acting, actor, id, seen.value.count.total);
    },
  };
}

/** Approves it by whoever sends it, under the number it has got, and begins. Every step is one of an announcement's life and stands in the log. */
async function letGo(
  deps: PublishingDeps,
  acting: Acting,
  actor: Actor,
  id: string,
  count: number,
): Promise<Outcome<Announcement>> {
  const { now, audit, epoch, approvalKey, issuer, images } = deps;
  const imageFlaw = createImageLook(images);
  const keys = { approvalKey, issuer };
  const approved = await acting.act(actor, id, 'approve', async (held, who, all) => {
    const at = now().toISOString();
    const given = { by: who, author: who, count, at, auditHead: await audit.head(), epoch: await epoch?.() };
    const next = { ...held, approval: approve(held, given, keys) };
    const flaw = approvalFlaw(next, all, at, keys) ?? (await imageFlaw(next));
    return flaw ? { code: 'approval', flaw } : { next, detail: `${count}` };
  });
  if (approved.kind === 'refused') return approved;
  return acting.act(actor, id, 'send', (held, _, all) => {
    const flaw = approvalFlaw(held, all, now().toISOString(), keys);
    return flaw ? { code: 'approval', flaw } : { next: begun(held, now()) };
  });
}

/** A form that is sent again names the same announcement: its code is one that works once. */
function idOf(key: string, { id: by }: Official, { template, values, audience, drill }: EmergencyWish, given: object): string {
  return createHmac('sha256', key)
    .update(canonicalJson({ purpose: 'emergency', by, template, values, audience, drill: drill === true, ...given }))
    .digest('base64url');
}

/** What a wish makes of a template, or why nothing. */
function createComposed(deps: PublishingDeps): (who: Official, wish: EmergencyWish) => Promise<Outcome<EmergencyPreview>> {
  const { announcements, officials, issuer, channels, guard, now } = deps;
  const lists = createRecipientLists(deps);

  async function composed(
    who: Official,
    template: Announcement,
    values: BlankValues,
    wish: EmergencyWish,
  ): Promise<Announcement> {
    const { audience: allowed, buttons, image, linkPreview, text, translations, terms } = template.content;
    const translated = mapTranslations(translations, (one) => filledText(one, values));
    const { id, number, kind, content, author, writers, approval } = template;
    const filled: FilledTemplate = { of: { id, number, kind, content, author, writers, approval: approval! }, values };
    const at = now();
    const next = ((await announcements.page({ limit: 1 }))[0]?.number ?? 0) + 1;
    const fresh = { id: '', number: next, version: 0, state: 'submitted' as const, overrides: [], heldChannels: {} };
    const made: Announcement = {
      ...fresh,
      kind: wish.drill ? 'drill' : 'emergency',
      author: who.id,
      writers: [who.person],
      createdAt: at.toISOString(),
      filled,
      content: {
        text: filledText(text, values),
        ...(translated ? { translations: translated } : {}),
        buttons,
        ...(image ? { image } : {}),
        ...(linkPreview ? { linkPreview } : {}),
        audience: wish.drill ? { kind: 'officials' } : (wish.audience ?? allowed!),
        expiresAt: new Date(at.getTime() + terms!.hours * 3_600_000).toISOString(),
      },
    };
    return withTemplate(made, issuer, channels);
  }

  return async (who, wish) => {
    const verdict = await guard.flaw();
    if (verdict) return refused({ code: 'log-broken', verdict });
    const template = await announcements.get(wish.template);
    if (!template) return refused({ code: 'unknown-announcement' });
    const unusable = await templateFlaw(template, await officials.list(), deps);
    if (unusable) return refused(unusable);
    const { terms, audience: allowed } = template.content;
    const values = Object.fromEntries(Object.entries(wish.values).map(([name, typed]) => [name, plainValue(typed)]));
    const flaws = blankFlaws(terms!.blanks, values);
    if (flaws.length > 0) return refused({ code: 'blanks', flaws });
    if (!isWithin(wish.audience ?? allowed!, allowed!)) return refused({ code: 'beyond-template' });
    const announcement = await composed(who, template, values, wish);
    const facts = await deps.facts(announcement.content.text, now());
    const findings = checkText(announcement, { channels, issuer, facts });
    const broken = findings.filter(({ severity }) => severity === 'fix');
    if (broken.length > 0) return refused({ code: 'text', findings: broken });
    const count = await lists.count(announcement.content.audience!);
    if (count.total === 0) return refused({ code: 'nobody' });
    const { kind, content, filled } = announcement;
    const shown = { issuer, kind, content: { ...content, expiresAt: undefined }, filled };
    const hash = createHash('sha256').update(canonicalJson(shown)).digest('hex');
    const messages = {
      message: rendered(announcement, issuer),
      translated: renderedTranslations(announcement, issuer),
    };
    return done({ template, announcement, ...messages, count, findings, hash });
  };
}
