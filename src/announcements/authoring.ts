import type { MessageImage } from '../messaging/shown-image.ts';
import { type Acting, type Actor, cameFrom } from './acting.ts';
import type { Announcement, Content, DraftKind } from './announcement.ts';
import { edited } from './approval.ts';
import type { Finding } from './finding.ts';
import { type GivenImage, holdImage, keepImage } from './images/adding.ts';
import type { ImageFault } from './images/checking.ts';
import { createImageLook } from './images/standing.ts';
import { holds } from './people/officials.ts';
import type { PublishingDeps } from './publishing-deps.ts';
import type { RecipientLists } from './recipients.ts';
import { done, incomplete, type Outcome, refused } from './refusal.ts';
import { createReminding, type Reminder, type Reminding } from './reminding.ts';
import { occurrenceNumbers, withPlanTimes } from './repeating/plan.ts';
import { repeatWords } from './repeating/words.ts';
import { unresolved } from './text-check.ts';

/** What authors do: write, change, submit, correct and retract. */
export interface Authoring extends Reminding {
  /** Checks a picture and keeps it for a content; what nothing refers to for a day is let go. */
  addImage(actor: Actor, given: GivenImage, alt: string): Promise<Outcome<MessageImage>>;
  /** The same of a picture nobody has described yet: gives the hash to add it by. */
  holdImage(actor: Actor, bytes: Uint8Array): Promise<Outcome<{ sha256: string }>>;
  draft(actor: Actor, kind: DraftKind, content: Content): Promise<Outcome<Announcement>>;
  /** Any change voids approval and overrides, and makes it a draft again. `undefined` takes something out. */
  edit(actor: Actor, id: string, changes: { [Key in keyof Content]?: Content[Key] | undefined }): Promise<Outcome<Announcement>>;
  /** `overrides`: code of a finding → reason. */
  submit(actor: Actor, id: string, overrides: Readonly<Record<string, string>>): Promise<Outcome<Announcement>>;
  /** Drafts what follows a wrong announcement and pauses that one while it is being sent. */
  followUp(
    actor: Actor,
    id: string,
    kind: 'correction' | 'retraction',
    content: Pick<Content, 'text'> & Partial<Pick<Content, 'buttons' | 'expiresAt' | 'translations' | 'image'>>,
  ): Promise<Outcome<Announcement>>;
}

type Drafted = Partial<Announcement> & Pick<Announcement, 'kind' | 'content'>;
/** Keeps a new draft of whoever asks, if they may write; under `id`, where it has one already. */
type Create = (actor: Actor, action: string, draft: Drafted, id?: string) => Promise<Outcome<Announcement>>;

const createDrafts =
  ({ announcements, now, newId }: PublishingDeps, acting: Acting): Create =>
  async (actor, action, draft, id = newId()) => {
    const who = await acting.official(actor);
    const base = acting.record('code' in who ? actor : who, cameFrom(actor), action, id);
    if ('code' in who) return acting.refuse(base, who);
    if (!holds(who, 'author')) return acting.refuse(base, { code: 'not-permitted', needs: ['author'] });
    const fresh = { id, state: 'draft' as const, author: who.id, writers: [who.person], overrides: [], heldChannels: {} };
    return done(await announcements.create({ ...fresh, createdAt: now().toISOString(), ...draft }, { ...base, outcome: 'done' }));
  };

const createFollowUps =
  ({ announcements }: PublishingDeps, acting: Acting, create: Create): Authoring['followUp'] =>
  async (actor, id, kind, content) => {
    const original = await announcements.get(id);
    const action = kind === 'correction' ? 'correct' : 'retract';
    const who = await acting.official(actor);
    const base = acting.record('code' in who ? actor : who, cameFrom(actor), action, id);
    if ('code' in who) return acting.refuse(base, who);
    if (!original) return acting.refuse(base, { code: 'unknown-announcement' });
    if (original.content.repeat)
      return acting.refuse(base, {
        code: 'repeat',
        why: { code: 'follow-occurrence', numbers: occurrenceNumbers(original.occurrences) },
      });
    if (original.startedAt === undefined || ['drill', 'retraction'].includes(original.kind))
      return acting.refuse(base, { code: 'wrong-state', state: original.state, action });
    const { expiresAt, text, translations } = original.content;
    const before = { ...(kind === 'correction' ? { text } : {}), ...(translations ? { translations } : {}) };
    const made = await create(actor, action, {
      kind,
      about: { id, number: original.number, ...before },
      content: {
        buttons: [],
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...content,
        audience: { kind: 'reached', by: id, rest: kind === 'correction' },
      },
    });
    // What was wrong once is not said again: the next times wait for somebody to look.
    const series = made.kind === 'done' ? original.occurrence?.of : undefined;
    if (series)
      await acting.serve(series.id, 'return', (held) => {
        const { approval: _, ...rest } = held;
        return { next: { ...rest, reviewed: held.content, note: repeatWords.followed(series.number) }, detail: action };
      });
    if (made.kind === 'done' && original.state === 'sending')
      await acting.serve(id, 'pause', (held) => ({ next: { ...held, note: `${action} ${made.value.number}` } }));
    return made;
  };

export function createAuthoring(
  deps: PublishingDeps,
  acting: Acting,
  lists: RecipientLists,
  findings: (announcement: Announcement) => Promise<Finding[]>,
): Authoring {
  const create = createDrafts(deps, acting);
  const imageFlaw = createImageLook(deps.images);

  /** Takes a picture from who may write. */
  async function asAuthor<Kept extends object>(actor: Actor, keep: () => Promise<Kept | ImageFault>): Promise<Outcome<Kept>> {
    const who = await acting.official(actor);
    const base = acting.record('code' in who ? actor : who, cameFrom(actor), 'image', '');
    if ('code' in who) return acting.refuse(base, who);
    if (!holds(who, 'author')) return acting.refuse(base, { code: 'not-permitted', needs: ['author'] });
    const kept = await keep();
    return typeof kept === 'string' ? refused({ code: 'image', fault: kept }) : done(kept);
  }

  const authoring: Omit<Authoring, keyof Reminding> = {
    addImage: (actor, given, alt) => asAuthor(actor, () => keepImage(deps.images, given, alt)),
    holdImage: (actor, bytes) => asAuthor(actor, () => holdImage(deps.images, bytes)),
    draft: (actor, kind, content) => create(actor, 'draft', { kind, content: withPlanTimes(content) }),
    edit: (actor, id, changes) =>
      acting.act(actor, id, 'edit', (announcement, who) => {
        const next = edited(announcement, changes, who.person);
        const { repeat, sendAt, expiresAt } = next.content;
        const isOther = (given: string | undefined, planned: string | undefined) => given !== undefined && given !== planned;
        if (repeat && (isOther(changes.sendAt, sendAt) || isOther(changes.expiresAt, expiresAt)))
          return { code: 'repeat', why: { code: 'own-times' } };
        return { next, detail: Object.keys(changes).join(', ') };
      }),
    submit: (actor, id, overrides) =>
      acting.act(actor, id, 'submit', async (announcement, who) => {
        const wrong = incomplete(announcement, deps.now());
        if (wrong) return wrong;
        if (await imageFlaw(announcement)) return { code: 'image', fault: 'gone' };
        const found = await findings(announcement);
        const given = found.flatMap(({ code, severity }) => {
          const reason = severity === 'override' ? overrides[code]?.trim() : undefined;
          return reason ? [{ code, reason }] : [];
        });
        const open = unresolved(found, given);
        if (open.length > 0) return { code: 'text', findings: open };
        const { total } = await lists.count(announcement.content.audience!);
        if (total === 0 && announcement.kind !== 'template') return { code: 'nobody' };
        return {
          next: { ...announcement, overrides: given, writers: [...new Set([...announcement.writers, who.person])] },
          detail: given.map(({ code, reason }) => `${code}: ${reason}`).join('; '),
        };
      }),
    followUp: createFollowUps(deps, acting, create),
  };
  const drafted = (actor: Actor, { id, content }: Reminder) => create(actor, 'remind', { kind: 'reminder', content }, id);
  return {
    ...authoring,
    ...createReminding(deps.announcements, acting, drafted, (actor, id) => authoring.submit(actor, id, {})),
  };
}
