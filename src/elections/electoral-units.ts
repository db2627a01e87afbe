import type { ElectoralUnit } from './places.ts';

/** Which communes elect together, at which level. Levels are never mixed: unit 3 of the National Assembly is not unit 3 of the province. */
export interface ElectoralUnits {
  /** The units a commune belongs to, National Assembly first. */
  ofCommune(code: string): ElectoralUnit[];
  /** Units of that number, at one level or (without a level) at each that has it. `9` and `09` are the same number. */
  numbered(number: string, level?: ElectoralUnit['level']): ElectoralUnit[];
  /** All units of a level in the order of their numbers. */
  ofLevel(level: ElectoralUnit['level']): ElectoralUnit[];
}

const levelOrder = { 'national-assembly': 0, province: 1, commune: 2 };

export function createElectoralUnits(units: ElectoralUnit[]): ElectoralUnits {
  const sorted = [...units].sort((a, b) => levelOrder[a.level] - levelOrder[b.level] || Number(a.number) - Number(b.number));
  return {
    ofCommune: (code) => sorted.filter((unit) => unit.communes.includes(code)),
    numbered: (number, level) =>
      sorted.filter((unit) => Number(unit.number) === Number(number) && (!level || unit.level === level)),
    ofLevel: (level) => sorted.filter((unit) => unit.level === level),
  };
}
