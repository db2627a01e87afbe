/** Electoral units an announcement names, against the table of units. */
import { createElectoralUnits } from '../../elections/electoral-units.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { provinceNames } from '../../elections/pack/province.ts';
import { knownCounts } from './counts.ts';
import { electionDay } from './days.ts';
import { doubt, type SentenceCheck, standing, yearsOf } from './statement.ts';
import { deputiesOf, inFull, levelIn, unitIn, unitSource } from './unit-words.ts';

/** Units that do not exist, and communes said to be in another unit than they are. `communesIn`: codes of the communes a text names. */
export function createUnitCheck(pack: KnowledgePack, communesIn: (text: string) => readonly string[]): SentenceCheck {
  const units = createElectoralUnits(pack.electoralUnits);
  const deputies = deputiesOf(pack);
  const own = provinceNames(pack.province, pack.about).full;
  const year = electionDay(pack)?.date.slice(0, 4) ?? '';
  const totals = knownCounts(pack, year).filter(
    ({ scope, thing, fact }) => scope === 'province' && thing.startsWith('don vi bau cu ') && fact,
  );
  return ({ text, folded }) => {
    const number = unitIn(folded);
    const level = levelIn(inFull(folded));
    const years = yearsOf(folded);
    if (number === undefined || level === 'commune' || (years.size > 0 && !years.has(year))) return [];
    const fitting = totals.filter(({ thing }) => level === undefined || levelIn(thing) === level);
    const most = Math.max(0, ...fitting.map(({ value }) => value));
    const total = fitting.find(({ value }) => value === most);
    const everyLevel = level !== undefined || fitting.length > 1;
    if (total?.fact && everyLevel && number > most)
      return [
        doubt(
          `unit:${level ?? 'any'}:${number}`,
          `Không có đơn vị bầu cử số ${number}${level ? ` (${deputies[level]})` : ''} ở ${own}.`,
          standing(total.fact.sources, total.fact.statement),
        ),
      ];
    if (level === undefined) return [];
    return communesIn(text).flatMap((code) => {
      const own = units.ofCommune(code).find((unit) => unit.level === level);
      if (!own || Number(own.number) === number) return [];
      const commune = pack.communes.find((one) => one.code === code);
      return [
        doubt(
          `unit-of:${code}:${level}:${number}`,
          `${commune?.type ?? ''} ${commune?.name ?? code} thuộc đơn vị bầu cử ${deputies[level]} số ${own.number}, không phải số ${number}.`.trimStart(),
          unitSource(own, pack),
        ),
      ];
    });
  };
}
