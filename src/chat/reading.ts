import type { Commune, OtherPlace } from '../elections/places.ts';
import { vietnamDate } from '../elections/tense.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { KnowledgePack } from '../knowledge/pack.ts';
import { readQuestion } from '../knowledge/question.ts';
import { cleanInput, fold, syllables } from '../vietnamese/text.ts';
import type { Asked, AskedPlace } from './asked.ts';
import { createEnglishReader } from './english.ts';
import { taskWordings } from './fact-answers.ts';
import { readSlots } from './slots.ts';

/** Reads what a person typed: typing repaired, English mapped, kind and slots and places found. */
export function createQuestionReader(
  pack: KnowledgePack,
  base: Pick<KnowledgeBase, 'read' | 'vocabulary'>,
): (text: string, now: Date) => Asked {
  for (const text of wordsOf(pack)) base.vocabulary.add(text);
  const english = createEnglishReader(pack.lexicon.english);
  const findPlaces = createPlaceFinder(pack);
  return (typed, now) => {
    const raw = cleanInput(typed);
    const translated = english.read(raw);
    const text = translated ?? base.read(raw).text;
    return {
      raw,
      text,
      language: translated === undefined ? 'vi' : 'en',
      kind: readQuestion(text).kind,
      slots: readSlots(text, Number(vietnamDate(now).slice(0, 4))),
      places: findPlaces(text),
    };
  };
}

/** What the exact tables say and are asked for: typing is repaired towards these words too, not only towards the news. */
function wordsOf(pack: KnowledgePack): string[] {
  return [
    ...pack.facts.flatMap((fact) => [fact.statement, ...fact.asks]),
    ...pack.milestones.flatMap((milestone) => [milestone.name, ...milestone.asks]),
    ...pack.communes.flatMap((commune) => [`${commune.type} ${commune.name}`, commune.name]),
    ...pack.otherPlaces.map((place) => place.name),
    ...(pack.communes.length > 0 ? Object.values(taskWordings).flat() : []),
  ];
}

function createPlaceFinder(pack: KnowledgePack): (text: string) => AskedPlace[] {
  const communes = new Map<string, Commune[]>();
  const others = new Map<string, OtherPlace[]>();
  const push = <T>(map: Map<string, T[]>, key: string, value: T) => map.set(key, [...(map.get(key) ?? []), value]);
  for (const c of pack.communes) for (const n of [c.name, ...c.variants]) push(communes, fold(n), c);
  for (const o of pack.otherPlaces) push(others, fold(o.name), o);
  return (text) => {
    const words = syllables(text);
    const found: AskedPlace[] = [];
    for (let i = 0; i < words.length; i++) {
      for (let n = 4; n > 0; n--) {
        const span = words.slice(i, i + n);
        if (span.length < n) continue;
        const key = span.map((w) => w.folded).join(' ');
        if (!communes.has(key) && !others.has(key)) continue;
        const prefix = words[i - 1];
        const prefixed = prefix !== undefined && /^(xa|phuong)$/.test(prefix.folded);
        const start = prefixed ? prefix.start : span[0]!.start;
        const end = span.at(-1)!.end;
        found.push({
          start,
          end,
          name: text.slice(start, end),
          communes: [...new Set(communes.get(key) ?? [])],
          others: others.get(key) ?? [],
          prefixed,
          suggestions: [],
        });
        i += n - 1;
        break;
      }
    }
    return found;
  };
}
