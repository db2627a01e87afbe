import { delegable, isAllowed } from './acting.ts';
import { type Action, type Announcement, permitted, stateAfter } from './announcement.ts';
import { isSamePerson, type Official } from './people/officials.ts';

/** Something an official can do with an announcement now: a step of its life, or a new announcement that takes its place. */
export type Offer = Action | 'correct' | 'retract';

const steps = Object.keys(permitted) as Action[];

/**
 * What this official may do with this announcement now, by the tables of states and roles: for every front end, which shows nothing else.
 * Never the last word: every rule is checked again when it is done (`acting.ts`). `mayForOthers`: somebody who did not write it delegates to them.
 */
export function offersOf(official: Official, announcement: Announcement, mayForOthers = false): ReadonlySet<Offer> {
  if (official.disabled) return new Set();
  const { kind, startedAt, content, writers } = announcement;
  const offers = new Set<Offer>(
    steps.filter((step) => {
      const inTheirName = mayForOthers && kind !== 'template' && delegable.includes(step);
      return stateAfter(announcement, step) !== undefined && (inTheirName || isAllowed(official, announcement, step));
    }),
  );
  // Who wrote it needs somebody else's approval; a drill does not.
  if (kind !== 'drill' && isSamePerson(official.person, writers)) offers.delete('approve');
  offers.delete(content.sendAt === undefined ? 'schedule' : 'send');
  if (startedAt !== undefined && kind !== 'drill' && kind !== 'retraction' && official.roles.includes('author')) {
    offers.add('correct');
    offers.add('retract');
  }
  return offers;
}
