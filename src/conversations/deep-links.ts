import type { KnowledgePack } from '../elections/pack/pack.ts';
import { placeTitle } from '../elections/places.ts';
import { unitQuestion, wholeUnitQuestion } from './words-menu.ts';

/** What a link into the bot can ask, as it stands in the pack. */
export type Linkable = Pick<KnowledgePack, 'communes' | 'facts' | 'electoralUnits'>;

const commune = /^unit_(\d{5})$/u;
const unit = /^unit_0?(\d{1,2})$/u;
const fact = /^q_([\w-]{1,60})$/u;

/**
 * The question behind the parameter of `t.me/<bot>?start=…`: `unit_02671` (a commune’s electoral units, by its code), `unit_09` (the communes of a unit
 * of the province’s), `q_<fact>`. `undefined` for anything the pack does not know.
 */
export function questionBehind(parameter: string, { communes, facts, electoralUnits }: Linkable): string | undefined {
  const code = commune.exec(parameter)?.[1];
  const place = communes.find((one) => one.code === code);
  if (place) return unitQuestion(placeTitle(place));
  const number = unit.exec(parameter)?.[1];
  if (number !== undefined && electoralUnits.some((one) => one.level === 'province' && Number(one.number) === Number(number)))
    return wholeUnitQuestion(Number(number));
  const id = fact.exec(parameter)?.[1];
  return id !== undefined && facts.some((one) => one.id === id) ? `hoi:${id}` : undefined;
}

/** The parameter for a commune or a fact; `undefined` where a link cannot carry it. */
export function parameterFor(what: { commune: string } | { fact: string }): string | undefined {
  const parameter = 'commune' in what ? `unit_${what.commune}` : `q_${what.fact}`;
  return commune.test(parameter) || fact.test(parameter) ? parameter : undefined;
}
