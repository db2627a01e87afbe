import type { ProvinceContact, ProvinceProfile } from '../../elections/pack/province.ts';
import type { Asked } from '../question/asked.ts';
import type { Ranked } from '../verdict/verdict.ts';
import { askThere } from './words.ts';

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
  const isThere = ({ closesWithElection }: ProvinceContact): boolean => !(isOver && closesWithElection);
  const there = (about?.contacts ?? []).filter(isThere);
  const ofProvince = there.filter((contact) => contact.level === 'province');
  const asked = level === 'province' && ofProvince.length > 0 ? ofProvince : there;
  return askThere[language](asked.map(({ name, english }) => (language === 'en' && english) || name));
}
