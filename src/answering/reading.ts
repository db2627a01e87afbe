import { electedAssembly } from '../elections/calendar.ts';
import { createGazetteer, type Gazetteer } from '../elections/gazetteer.ts';
import { createOldPlaces, type OldPlaces, type PlaceName, type PlaceResolution } from '../elections/old-places.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import { sampleOfWay } from '../elections/pack/ways.ts';
import type { PlaceMention } from '../elections/place-mention.ts';
import { placeTitle } from '../elections/places.ts';
import { vietnamDate } from '../elections/tense.ts';
import { isBareSyllable } from '../vietnamese/bare-syllable.ts';
import { rewrittenSpan, type TypedText } from '../vietnamese/reading.ts';
import { cleanInput, fold } from '../vietnamese/text.ts';
import type { Vocabulary } from '../vietnamese/vocabulary.ts';
import { abridged } from './question/abridged.ts';
import type { Asked, AskedPlace } from './question/asked.ts';
import { createEnglishReader } from './question/english.ts';
import { readQuestion } from './question/question.ts';
import { readSlots } from './question/slots.ts';
import type { KnowledgeBase } from './search/knowledge-base.ts';

/** Reads what a person typed: typing repaired, English mapped, kind and slots and places found. Adds `packWords` to the vocabulary. */
export function createQuestionReader(
  pack: KnowledgePack,
  base: Pick<KnowledgeBase, 'read' | 'vocabulary'>,
): (text: string, now: Date) => Asked {
  for (const text of packWords(pack)) base.vocabulary.add(text);
  const english = createEnglishReader(pack.lexicon.english);
  const gazetteer = createGazetteer(pack.communes, pack.otherPlaces, pack.communesElsewhere, pack.oldCommunes);
  const oldPlaces = createOldPlaces(pack);
  const assembly = electedAssembly(pack.milestones);
  return (typed, now) => {
    const { text: read, isAbridged } = abridged(cleanInput(typed));
    const raw = read.replace(shortAge, '$1 tuổi').replace(termNumber, inRoman);
    const translated = english.read(raw);
    const reading = base.read(translated ?? raw);
    const mentions = gazetteer.find(reading).filter((mention) => isMeant(mention, reading, base.vocabulary));
    const { text, places } = placed(reading, mentions, gazetteer, oldPlaces);
    return {
      raw,
      ...(isAbridged ? { isAbridged } : {}),
      text,
      typed: reading,
      language: translated === undefined ? 'vi' : 'en',
      kind: readQuestion(text).kind,
      slots: readSlots(text, Number(vietnamDate(now).slice(0, 4)), assembly),
      ...(assembly ? { assembly } : {}),
      places,
      repaired: reading.tokens.filter(({ readings: [best] }) => best?.how === 'repaired').length,
    };
  };
}

/** `83t`: an age, as it is written in chats. */
const shortAge = /(?<![\d\p{L}/.,])(\d{2}|1[01]\d) ?t(?![\p{L}\d])/giu;

/** `khóa 16`: a term of office, written as the sources write it. It is no figure to be compared. */
const termNumber = /(kh[oóo]\p{M}?a) (\d{1,2})(?!\d|[/.,]\d)/giu;
const inRoman = (typed: string, word: string, number: string): string =>
  Number(number) > 0 && Number(number) < 40
    ? `${word} ${'X'.repeat(Math.floor(Number(number) / 10))}${['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][Number(number) % 10]}`
    : typed;

/** What the exact tables say and are asked for: typing is repaired towards these words too, not only towards the news. */
export function packWords(pack: KnowledgePack): string[] {
  return [
    ...pack.facts.map(({ statement }) => statement),
    ...pack.milestones.map(({ name }) => name),
    ...pack.communes.flatMap((commune) => [placeTitle(commune), commune.name]),
    ...pack.otherPlaces.map((place) => place.name),
    ...templatesOf(pack).flatMap(sampleOfWay).map(withoutShortForms(pack.lexicon)),
  ];
}

/** What people shorten stays something to be spelled out, however often it is written in ways of asking: only what sources write is a word. */
const withoutShortForms =
  ({ chat, abbreviations }: Pick<KnowledgePack['lexicon'], 'chat' | 'abbreviations'>) =>
  (text: string): string =>
    text.replace(/[\p{L}\p{M}]+/gu, (word) => {
      const folded = fold(word);
      return !isBareSyllable(folded) && (chat.has(folded) || abbreviations.has(folded)) ? ' ' : word;
    });

const templatesOf = ({ facts, milestones, questions }: KnowledgePack): string[] => [
  ...[...facts, ...milestones].flatMap(({ asks }) => asks),
  ...[...questions.ways.values(), ...questions.beside.values(), ...questions.tasks.values(), ...questions.talk.values()].flat(),
  ...questions.unknowns.flatMap(({ asks }) => asks),
];

/** A name no list holds is said back to whoever typed it: then it must look like one. */
const plainName = /^[\p{Script=Latin}\d '’-]+$/u;

/**
 * A name a slip away is no name when the words as typed are words of ours that stand side by side ("tỷ lệ" is not Tú Lệ), nor is one that no list
 * holds after an unmarked "xa", which is more often "far".
 */
function isMeant(mention: PlaceMention, { clean, tokens }: TypedText, vocabulary: Vocabulary): boolean {
  if (mention.kind === 'unknown') {
    const typed = clean.slice(mention.start, mention.end);
    return (
      plainName.test(mention.name) &&
      plainName.test(typed.replace('.', '')) &&
      mention.exactness !== 'repaired' &&
      (mention.afar.length > 0 || !/^x\s*a\b/i.test(typed))
    );
  }
  if (mention.exactness !== 'repaired' || mention.prefixed) return true;
  const typed = tokens
    .filter(({ start, end }) => start >= mention.start && end <= mention.end)
    .map(({ readings }) => readings.find(({ how }) => how === 'typed' || how === 'decoded') ?? readings[0]!);
  const known = typed.every(({ text, folded, marked }) => (marked ? vocabulary.count(text) : vocabulary.countFolded(folded)) > 0);
  return !known || typed.some(({ folded }, i) => i > 0 && vocabulary.countPair(typed[i - 1]!.folded, folded) === 0);
}

/** The places of a message, and the message with its typing repaired around them: a name is never "repaired" into another. */
function placed(
  typed: TypedText,
  mentions: PlaceMention[],
  gazetteer: Gazetteer,
  oldPlaces: OldPlaces,
): { text: string; places: AskedPlace[] } {
  let text = '';
  let at = 0;
  const places: AskedPlace[] = [];
  for (let i = 0; i < mentions.length; i++) {
    const mention = asWritten(mentions[i]!, gazetteer);
    const name = nameOf(mention);
    const next = mentions[i + 1];
    const within = next && isRightAfter(typed.clean.slice(mention.end, next.start)) ? nameOf(next) : undefined;
    text += rewrittenSpan(typed, at, mention.start);
    const start = text.length;
    text += writtenName(typed, mention);
    at = mention.end;
    const said = text.slice(start);
    if (within && oldPlaces.decides(name, within)) {
      text += rewrittenSpan(typed, at, next!.start) + writtenName(typed, next!);
      at = next!.end;
      i++;
    }
    const lookup = mention.kind === 'unknown' ? gazetteer.lookup(mention.name) : undefined;
    const provinces = lookup?.kind === 'unknown' ? lookup.elsewhere : [];
    const read = oldPlaces.resolve(name, within);
    const resolution: PlaceResolution =
      read.kind === 'unknown' && provinces.length > 0 ? { kind: 'elsewhere', communes: [], provinces } : read;
    places.push({
      start,
      end: text.length,
      name: said,
      resolution,
      communes: resolution.kind === 'renamed' ? [resolution.commune] : resolution.kind === 'elsewhere' ? [] : name.communes,
      others: resolution.kind === 'renamed' ? [] : name.others,
      prefixed: mention.prefixed,
      suggestions: mention.suggestions,
      elsewhere: resolution.kind === 'elsewhere' ? resolution.provinces : provinces,
    });
  }
  return { text: text + rewrittenSpan(typed, at, typed.clean.length), places };
}

/** A name a slip away means all that the name means where it is written right: the ward of a province's name is not the province. */
function asWritten(mention: PlaceMention, gazetteer: Gazetteer): PlaceMention {
  const [first] = mention.candidates;
  if (mention.exactness !== 'repaired' || mention.prefixed || !first) return mention;
  const [again] = gazetteer.find(nameIn(first));
  if (!again || again.candidates.length <= mention.candidates.length) return mention;
  return { ...again, start: mention.start, end: mention.end, exactness: 'repaired' };
}

const nameIn = (candidate: PlaceMention['candidates'][number]): string =>
  candidate.kind === 'commune' ? candidate.commune.name : candidate.kind === 'old' ? candidate.old.name : candidate.place.name;

/** Between a place and the larger one it lies in: `Tân An, thị xã Nghĩa Lộ`, `Ba Đình (Hà Nội)`, `Kim Tân thuộc thành phố Lào Cai`. */
const isRightAfter = (between: string): boolean =>
  /^[\s,(–-]*(?:(?:ở|thuộc|của|o|thuoc|cua)\s+)?(?:(?:tỉnh|huyện|thị xã|thành phố|tinh|huyen|thi xa|thanh pho|tp|tx|h)\.?\s*)?$/iu.test(
    between,
  );

function nameOf({ candidates, afar, type, era }: PlaceMention): PlaceName {
  return {
    communes: candidates.flatMap((candidate) => (candidate.kind === 'commune' ? [candidate.commune] : [])),
    old: candidates.flatMap((candidate) => (candidate.kind === 'old' ? [candidate.old] : [])),
    others: candidates.flatMap((candidate) => (candidate.kind === 'other' ? [candidate.place] : [])),
    afar,
    type,
    era,
  };
}

/** The name as the list writes it, with the type of place where one was typed. */
function writtenName({ clean, tokens }: TypedText, mention: PlaceMention): string {
  const { start, end, candidates, prefixed } = mention;
  const [first, ...more] = candidates;
  if (!first)
    return rewrittenSpan(
      {
        clean,
        tokens: tokens
          .filter((token) => token.start >= start && token.end <= end)
          .map((token) => ({
            ...token,
            readings: [token.readings.find(({ how }) => how === 'typed' || how === 'decoded') ?? token.readings[0]!],
          })),
      },
      start,
      end,
    );
  const titled = (type: string, name: string): string => {
    // Of two communes of the name, today's and an old one, the typed type stays: read again without it, nothing would tell them apart.
    const isOfType = more.every(({ kind }) => kind === 'other') || type === mention.type;
    return prefixed && isOfType ? `${type} ${name}` : name;
  };
  switch (first.kind) {
    case 'commune':
      return titled(first.commune.type, first.commune.name);
    case 'old':
      return titled(first.old.type, first.old.name);
    case 'other':
      return first.place.name;
  }
}
