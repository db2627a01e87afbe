/** How a sentence names electoral units and their levels. Texts in lower case without diacritics. */

import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { provinceKinds } from '../../elections/pack/words-province.ts';
import type { ElectoralUnit } from '../../elections/places.ts';
import { standing } from './statement.ts';

const shortForms: readonly [RegExp, string][] = [
  [/hdnd/gu, 'hoi dong nhan dan'],
  [/dbqh/gu, 'dai bieu quoc hoi'],
  [/ung cu vien/gu, 'nguoi ung cu'],
  [/diem bo phieu|diem bau cu/gu, 'khu vuc bo phieu'],
];

/** With everything said in full. */
export const inFull = (folded: string): string => shortForms.reduce((so, [pattern, full]) => so.replace(pattern, full), folded);

const levels: readonly [RegExp, ElectoralUnit['level']][] = [
  [/quoc hoi|dbqh/u, 'national-assembly'],
  [/(?:hoi dong nhan dan|hdnd) (?:cap )?xa|(?:hoi dong nhan dan|hdnd) (?:cap )?phuong/u, 'commune'],
  [/(?:hoi dong nhan dan|hdnd)(?: cap)? (?:tinh|thanh pho)/u, 'province'],
];
/** The one level a text speaks of. */
export function levelIn(folded: string): ElectoralUnit['level'] | undefined {
  const named = levels.filter(([pattern]) => pattern.test(folded));
  return named.length === 1 ? named[0]![1] : undefined;
}

const unitNumber = /don vi bau cu(?: [a-z]+){0,8}? so (\d{1,3})\b|don vi (?:bau cu )?so (\d{1,3})\b/u;
export const unitIn = (folded: string): number | undefined => {
  const match = unitNumber.exec(folded);
  return match ? Number(match[1] ?? match[2]) : undefined;
};

/** Whom the units of each level elect. */
export const deputiesOf = ({ about }: Pick<KnowledgePack, 'about'>): Record<ElectoralUnit['level'], string> => ({
  'national-assembly': 'đại biểu Quốc hội',
  province: `đại biểu HĐND ${provinceKinds[about?.kind ?? 'province']}`,
  commune: 'đại biểu HĐND cấp xã',
});

/** What the table of units says of one. */
export function unitSource({ level, number, seats, communes, source }: ElectoralUnit, pack: KnowledgePack) {
  const names = communes
    .map((code) => pack.communes.find((one) => one.code === code))
    .flatMap((one) => (one ? [`${one.type} ${one.name}`] : []));
  const says = `Đơn vị bầu cử ${deputiesOf(pack)[level]} số ${number}${seats === undefined ? '' : ` bầu ${seats} đại biểu`}, gồm ${names.join(', ')}`;
  return standing([source], says);
}
