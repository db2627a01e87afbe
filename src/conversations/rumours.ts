import type { FactCheck } from '../announcements/finding.ts';
import { abridged } from '../answering/question/abridged.ts';
import { isTrustedHost, signsOf } from '../answering/question/rumour-signs.ts';
import { contactsOn } from '../answering/reply/offices.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { factWords } from '../answering/reply/words.ts';
import type { Citation } from '../answering/search/citation.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import { vietnamDate } from '../elections/tense.ts';
import { rumourWords } from './words-rumours.ts';

export interface RumourCheckDeps {
  /** Compares a text with the pack: contradictions, each with its source. */
  facts: FactCheck;
  /** The reply to a question by itself. */
  answer(text: string, now: Date): Reply;
  pack: () => RumourPack;
}

/** What takes time about a text that may go from hand to hand: holds it against what is known. `asked` and the result as in `Rumours`. */
export type RumourCheck = (text: string, asked: boolean, now: Date) => Promise<Reply | undefined>;

/** Holds what goes from hand to hand against what is known: contradicts, agrees, nothing known. Links in it are named, never opened. */
export interface Rumours {
  /** `asked`: somebody wants to know of this text; otherwise only one that is plainly a rumour is spoken of. `undefined`: it is none. */
  check(text: string, asked: boolean): Promise<Reply | undefined>;
  /** Whom to ask, and what nobody of ours ever wants. */
  advice(text: string): string;
}

/** Shorter texts contradict nothing without being asked about. */
const shortestClaim = 40;
const shortestWithLink = 20;
const mostSentences = 6;
const shortestSentence = 12;
const longestSentence = 300;
/** Code units of the sentences asked about, together: each costs as much as a question. */
const mostAsked = 600;
const mostFindings = 3;

type Province = ProvinceProfile | undefined;
/** What a text is held against besides the facts: whom to ask, until when. */
type RumourPack = Pick<KnowledgePack, 'about' | 'milestones'>;

const isQuestion = (text: string): boolean => text.trim().endsWith('?');

/** Links to nobody we know. */
function strangeLinks(text: string, about: Province): string[] {
  const known = (about?.contacts ?? []).flatMap(({ url }) =>
    url && URL.canParse(url) ? [new URL(url).hostname.replace(/^www\./u, '')] : [],
  );
  return signsOf(text).links.filter((host) => !isTrustedHost(host, known));
}

const isLinked = (text: string, about: Province): boolean =>
  text.length >= shortestWithLink && strangeLinks(text, about).length > 0;

function warning(text: string, about: Province): string[] {
  const links = strangeLinks(text, about);
  const { lures } = signsOf(text);
  if (links.length > 0) return [lures ? rumourWords.prizeLink(links) : rumourWords.link(links)];
  return lures ? [rumourWords.lure] : [];
}

const adviceOn = (text: string, pack: RumourPack, now: Date): string =>
  [...warning(text, pack.about), rumourWords.whom(contactsOn(pack, vietnamDate(now)))].join('\n');

/** `check`: where it is worked out, here or in another thread. */
export function createRumours(deps: { check: RumourCheck; pack: () => RumourPack; now: () => Date }): Rumours {
  const { check, pack, now } = deps;
  return {
    advice: (text) => adviceOn(text, pack(), now()),
    async check(text, asked) {
      const mayBeOne = asked || isLinked(text, pack().about) || (!isQuestion(text) && text.length >= shortestClaim);
      return mayBeOne ? check(text, asked, now()) : undefined;
    },
  };
}

/** Worked out here. */
export function createRumourCheck({ facts, answer, pack }: RumourCheckDeps): RumourCheck {
  const about = () => pack().about;

  async function contradicted(text: string, now: Date): Promise<Reply | undefined> {
    const found = (await facts(text, now)).filter(({ source }) => source !== undefined).slice(0, mostFindings);
    if (found.length === 0) return undefined;
    const citations = found.map(({ code, source }): Citation => {
      const { title, publisher, date, says } = source!;
      return { document: code, title, publisher, date, quote: says };
    });
    const lines = [rumourWords.contradicts, ...found.map(({ message }) => `• ${message}`), ...warning(text, about())];
    return { kind: 'talk', text: [...lines, rumourWords.source(citations[0]!)].join('\n'), citations };
  }

  /** Each sentence is asked about by itself; what is right in one says nothing of the others. */
  function confirmed(text: string, now: Date): Reply | undefined {
    for (const sentence of sentencesOf(text)) {
      const reply = answer(rumourWords.isItSo(sentence), now);
      if (reply.kind !== 'answer' || !reply.text.startsWith(factWords.vi.isSo)) continue;
      const said = reply.text.slice(factWords.vi.isSo.length).trim();
      const { citations } = reply;
      return {
        kind: 'talk',
        text: [rumourWords.agrees, said, rumourWords.onlyThis, ...warning(text, about())].join('\n'),
        citations,
      };
    }
    return undefined;
  }

  return async (text, asked, now) => {
    // Whoever wants to know of a text has all of it looked at; of any other message as much as is read of a question.
    const wrong = await contradicted(asked ? text : abridged(text).text, now);
    if (wrong) return wrong;
    const isRumour = asked || isLinked(text, about()) || (signsOf(text).lures && !isQuestion(text));
    if (!isRumour) return undefined;
    const unknown = `${rumourWords.unknown}\n${adviceOn(text, pack(), now)}`;
    return confirmed(text, now) ?? { kind: 'talk', text: unknown, citations: [] };
  };
}

/** The first few sentences that are long enough to claim something. */
function sentencesOf(text: string): string[] {
  let asked = 0;
  return text
    .split(/[\n!?;]|\.(?=\s|$)/u)
    .map((sentence) => sentence.trim())
    .filter(({ length }) => length >= shortestSentence && length <= longestSentence)
    .slice(0, mostSentences)
    .filter(({ length }) => {
      asked += length;
      return asked <= mostAsked;
    });
}
