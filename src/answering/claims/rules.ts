/** Instruments, ages and terms an announcement names, against the statements of the knowledge base. */
import type { Fact } from '../../elections/fact.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { fold } from '../../vietnamese/text.ts';
import { electionDay } from './days.ts';
import { doubt, type SentenceCheck, standing, yearsOf } from './statement.ts';

const instrument = /(\d{1,4}\/(?:20\d\d\/)?[\p{L}\d-]+)(?: ?(?:,? ngay|,? ban hanh ngay))? (\d{1,2})\/(\d{1,2})\/(20\d\d)/gu;

/** An instrument of the sources cited with another date. */
export function createInstrumentCheck({ facts }: KnowledgePack): SentenceCheck {
  const known = new Map<string, { date: string; fact: Fact }>();
  for (const fact of facts)
    for (const [, name, day, month, year] of fold(fact.statement).matchAll(instrument))
      known.set(name!, { date: `${Number(day)}/${Number(month)}/${year}`, fact });
  return ({ folded, text }) =>
    [...folded.matchAll(instrument)].flatMap(([, name, day, month, year]) => {
      const held = known.get(name!);
      if (!held || held.date === `${Number(day)}/${Number(month)}/${year}`) return [];
      const at = folded.indexOf(name!);
      return [
        doubt(
          `instrument:${name}:${day}/${month}/${year}`,
          `Văn bản số ${text.slice(at, at + name!.length)} không phải ngày ${day}/${month}/${year}.`,
          standing(held.fact.sources, held.fact.statement),
        ),
      ];
    });
}

const ageRule = /du (\d{1,3}) tuoi/u;

/** Another age than the one from which people vote or stand. */
export function createAgeCheck({ facts }: KnowledgePack): SentenceCheck {
  const rules = facts.flatMap((fact) => {
    const statement = fold(fact.statement.split(/(?<=\.)\s/u)[0]!);
    const age = ageRule.exec(statement)?.[1];
    return age && /co quyen (?:bau|ung) cu/u.test(statement) ? [{ fact, age, stands: /co quyen ung cu/u.test(statement) }] : [];
  });
  return ({ folded }) => {
    const age = ageRule.exec(folded)?.[1];
    if (!age || rules.some((rule) => rule.age === age)) return [];
    const stands = /ung cu/u.test(folded);
    if (!stands && !/co quyen bau cu|duoc (?:di )?bau|di bau|cu tri/u.test(folded)) return [];
    const rule = rules.find((one) => one.stands === stands);
    return rule
      ? [doubt(`age:${age}`, `Tuổi ${age} không khớp: từ đủ ${rule.age} tuổi.`, standing(rule.fact.sources, rule.fact.statement))]
      : [];
  };
}

/** The number of the assembly and the term that are elected. */
export function createTermCheck(pack: KnowledgePack): SentenceCheck {
  const election = electionDay(pack);
  const name = fold(election?.name ?? '');
  const assembly = /quoc hoi khoa ([ivxl]+)/u.exec(name)?.[1];
  const term = /nhiem ky (20\d\d)\s*-\s*(20\d\d)/u.exec(name);
  return ({ folded }) => {
    if (!election) return [];
    const source = standing(election.sources, election.name);
    const said = /bau (?:cu )?(?:[\d.]+ )?dai bieu quoc hoi khoa ([ivxl]+)\b/u.exec(folded)?.[1];
    const other = [...folded.matchAll(/nhiem ky (20\d\d)\s*[-–]\s*(20\d\d)/gu)].find(
      ([, from, to]) => from === term?.[1] && to !== term?.[2],
    );
    const years = yearsOf(folded);
    const current = years.size === 0 || years.has(election.date.slice(0, 4));
    return [
      ...(assembly && said && said !== assembly && current
        ? [
            doubt(
              `assembly:${said}`,
              `Cuộc bầu cử này bầu Quốc hội khóa ${assembly.toUpperCase()}, không phải khóa ${said.toUpperCase()}.`,
              source,
            ),
          ]
        : []),
      ...(other && term
        ? [doubt(`term:${other[2]}`, `Nhiệm kỳ là ${term[1]}-${term[2]}, không phải ${other[1]}-${other[2]}.`, source)]
        : []),
    ];
  };
}
