import type { Milestone } from '../../elections/calendar.ts';
import type { Fact } from '../../elections/fact.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import type { ElectoralUnit } from '../../elections/places.ts';
import type { Choice } from '../../messaging/message.ts';
import { asLabel, fitsLabel, longestLabel } from './offers.ts';
import { areaQuestion, goOnWords, membersQuestion, taskQuestions } from './words-topics.ts';

/** What labels are made from. */
export type GoOnPack = Pick<KnowledgePack, 'facts' | 'electoralUnits'>;

const prefix = 'tiep:';

/** What a pressed choice to go on with names; `undefined` for anything else. */
export const goOnTarget = (text: string): string | undefined => (text.startsWith(prefix) ? text.slice(prefix.length) : undefined);

/** Button value that asks which communes a unit has. */
export const membersValue = ({ level, number }: Pick<ElectoralUnit, 'level' | 'number'>): string =>
  goOnValue(`${units}/${level}/${Number(number)}`);

/** Button value that asks for one polling station of a commune: a question of its own, however long ago the commune was spoken of. `title`: `phường Cam Đường`. */
export const stationValue = (title: string, area: string): string => goOnValue(`${stations}/${title}/${area}`);

const units = 'donvi';
const stations = 'khuvuc';

/** What a choice to go on with asks for, and the question a person would have typed; an empty one where there is no such thing any more. */
export function goOnQuestion(
  target: string,
  { facts, milestones }: Pick<KnowledgePack, 'facts' | 'milestones'>,
): { about: string; text: string } {
  const [kind, level, number] = target.split('/');
  if (kind === units && isLevel(level)) return { about: 'task/communes-of-unit', text: membersQuestion(Number(number), level) };
  if (kind === stations && level && number) return { about: 'task/polling-place', text: areaQuestion(level, number) };
  const known = [...facts, ...milestones].find(({ id }) => id === target);
  return { about: target, text: known ? askOf(known) : (taskQuestions[target] ?? '') };
}

const levels: readonly ElectoralUnit['level'][] = ['national-assembly', 'province', 'commune'];
const isLevel = (level = ''): level is ElectoralUnit['level'] => levels.some((one) => one === level);

/** Button value that asks for a fact, a milestone or a task by its id, as a question of its own. */
export const goOnValue = (id: string): string => `${prefix}${id}`.slice(0, 64);

const words = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/** Words that are written with a capital inside a sentence and never without: names. */
function namesIn(stated: string): ReadonlySet<string> {
  const written = new Set(words(stated));
  const inside = stated.split(/[.;:]\s/u).flatMap((sentence) => words(sentence).slice(1));
  return new Set(inside.filter((word) => word !== word.toLowerCase() && !written.has(word.toLowerCase())));
}

/** The wording that a button shows: one that fits and writes names as they are written, else the first that fits. */
export function askOf(known: Fact | Milestone): string {
  const stated = 'statement' in known ? `${known.statement} ${known.subject ?? ''} ${known.area}` : known.name;
  const fitting = known.asks.filter(fitsLabel);
  const names = namesIn(stated);
  // `yên bái` is no way to write Yên Bái on a button.
  const isWellWritten = (ask: string): boolean => words(ask).every((word) => !names.has(capital(word)) || names.has(word));
  return fitting.find(isWellWritten) ?? fitting[0] ?? known.asks[0] ?? ('name' in known ? known.name : known.measure);
}

/** What a fact is about, or what it measures, where no other fact of the pack is about the same and a button shows it whole. */
function nounOf(fact: Fact, { facts }: GoOnPack): string | undefined {
  const isOwn = (key: 'subject' | 'measure'): boolean =>
    facts.every(
      (other) => other[key] !== fact[key] || other === fact || (fact.series !== undefined && other.series === fact.series),
    );
  const fits = (noun: string | undefined): noun is string => noun !== undefined && noun.length <= longestLabel;
  if (fits(fact.subject) && isOwn('subject')) return fact.subject;
  return fits(fact.measure) && isOwn('measure') ? fact.measure : undefined;
}

/** The unit whose elected people a fact names: of its level, with the number in its subject. */
export function unitElectedIn(fact: Fact, { electoralUnits }: GoOnPack): ElectoralUnit | undefined {
  if (!fact.values.some(({ kind }) => kind === 'person')) return undefined;
  const subject = words(fact.subject ?? '');
  const isNumbered = (number: string): boolean =>
    subject.some((word, i) => i > 0 && /^\d{1,3}$/u.test(word) && Number(word) === Number(number));
  return electoralUnits.find(({ level, number }) => level === fact.level && isNumbered(number));
}

/** The choice that asks for something known. */
export function goOnWith(known: Fact | Milestone, pack: GoOnPack): Choice {
  const value = goOnValue(known.id);
  if ('nature' in known) return { label: known.name.length <= longestLabel ? capital(known.name) : asLabel(askOf(known)), value };
  const unit = unitElectedIn(known, pack);
  if (unit) return { label: goOnWords.vi.electedIn(Number(unit.number)), value };
  const noun = nounOf(known, pack);
  return { label: noun ? capital(noun) : asLabel(askOf(known)), value };
}
