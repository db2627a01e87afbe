import type { KnowledgePack } from '../../elections/pack/pack.ts';
import type { ProvinceContact, ProvinceProfile } from '../../elections/pack/province.ts';
import type { Asked } from '../question/asked.ts';
import type { Ranked } from '../verdict/verdict.ts';
import { isElectionOver } from './topics.ts';
import { askThere } from './words.ts';

/** Whom a province names that are there on a day: none that was there for a vote that is over. `today`: `2026-03-15`. */
export const contactsOn = (pack: Pick<KnowledgePack, 'about' | 'milestones'>, today: string): ProvinceContact[] =>
  contactsThen(pack.about, isElectionOver(pack, today));

const contactsThen = (about: ProvinceProfile | undefined, isOver: boolean): ProvinceContact[] =>
  (about?.contacts ?? []).filter(({ closesWithElection }) => !(isOver && closesWithElection));

/**
 * One sentence: who may know what the sources do not say. What concerns the province goes to the province, the rest to the commune's office
 * first; nobody is sent to a body that was there for a vote that is over.
 */
export function whomToAsk(
  { language, slots }: Pick<Asked, 'language' | 'slots'>,
  nearest: Pick<Ranked, 'candidate'> | undefined,
  about: ProvinceProfile | undefined,
  isOver: boolean,
): string {
  const level = slots.level ?? nearest?.candidate.level;
  const there = contactsThen(about, isOver);
  const ofProvince = there.filter((contact) => contact.level === 'province');
  const asked = level === 'province' && ofProvince.length > 0 ? ofProvince : there;
  return askThere[language](asked.map(({ name, english }) => (language === 'en' && english) || name));
}
