import type { Acting, Actor } from './acting.ts';
import type { Announcement, AnnouncementStore, Content, State } from './announcement.ts';
import { done, type Outcome, refused } from './refusal.ts';

/** A reminder that is due one day. The same reminder always has the same id: it is made once. */
export interface Reminder {
  id: string;
  content: Content;
}

/** What became of a plan of reminders. */
export interface ReminderPlan {
  /** Made now, and waiting for an approver. */
  made: Announcement[];
  /** There already, whatever became of them. */
  standing: Announcement[];
  /** Made or found as drafts, and not to be submitted as they are; each with why. */
  unfinished: { announcement: Announcement; why: Outcome<never> & { kind: 'refused' } }[];
  /** Not sent yet, and in the plan no more: the calendar has changed. To be stopped. */
  obsolete: Announcement[];
}

export interface Reminding {
  /** Drafts and submits the reminders that are not there yet; somebody else approves each of them. */
  remind(actor: Actor, reminders: readonly Reminder[]): Promise<Outcome<ReminderPlan>>;
}

const notBegun: readonly State[] = ['draft', 'submitted', 'approved', 'scheduled'];

export function createReminding(
  announcements: AnnouncementStore,
  acting: Acting,
  draft: (actor: Actor, reminder: Reminder) => Promise<Outcome<Announcement>>,
  submit: (actor: Actor, id: string) => Promise<Outcome<Announcement>>,
): Reminding {
  return {
    async remind(actor, reminders) {
      const who = await acting.official(actor);
      if ('code' in who) return refused(who);
      const plan: ReminderPlan = { made: [], standing: [], unfinished: [], obsolete: [] };
      for (const reminder of reminders) {
        const before = await announcements.get(reminder.id);
        if (before && before.state !== 'draft') {
          plan.standing.push(before);
          continue;
        }
        const drafted = before ? done(before) : await draft(actor, reminder);
        if (drafted.kind === 'refused') return drafted;
        const submitted = await submit(actor, reminder.id);
        if (submitted.kind === 'done') plan.made.push(submitted.value);
        else plan.unfinished.push({ announcement: drafted.value, why: submitted });
      }
      const planned = new Set(reminders.map(({ id }) => id));
      plan.obsolete = (await announcements.list(notBegun)).filter(({ id, kind }) => kind === 'reminder' && !planned.has(id));
      return done(plan);
    },
  };
}
