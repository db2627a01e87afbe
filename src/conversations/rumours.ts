import type { FactCheck } from '../announcements/finding.ts';
import { isTrustedHost, signsOf } from '../answering/question/rumour-signs.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { factWords } from '../answering/reply/words.ts';
import type { Citation } from '../answering/search/citation.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import { rumourWords } from './words-rumours.ts';

export interface RumourDeps {
  /** Compares a text with the pack: contradictions, each with its source. */
  facts: FactCheck;
  /** The reply to a question by itself. */
  answer(text: string, now: Date): Reply | Promise<Reply>;
  about: () => ProvinceProfile | undefined;
  now: () => Date;
}

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
const mostFindings = 3;

export function createRumours({ facts, answer, about, now }: RumourDeps): Rumours {
  const knownHosts = (): string[] =>
    (about()?.contacts ?? []).flatMap(({ url }) =>
      url && URL.canParse(url) ? [new URL(url).hostname.replace(/^www\./u, '')] : [],
    );

  const strangeLinks = (text: string): string[] => {
    const known = knownHosts();
    return signsOf(text).links.filter((host) => !isTrustedHost(host, known));
  };

  const warning = (text: string): string[] => {
    const links = strangeLinks(text);
    const { lures } = signsOf(text);
    if (links.length > 0) return [lures ? rumourWords.prizeLink(links) : rumourWords.link(links)];
    return lures ? [rumourWords.lure] : [];
  };

  async function contradicted(text: string): Promise<Reply | undefined> {
    const found = (await facts(text, now())).filter(({ source }) => source !== undefined).slice(0, mostFindings);
    if (found.length === 0) return undefined;
    const citations = found.map(({ code, source }): Citation => {
      const { title, publisher, date, says } = source!;
      return { document: code, title, publisher, date, quote: says };
    });
    const lines = [rumourWords.contradicts, ...found.map(({ message }) => `• ${message}`), ...warning(text)];
    return { kind: 'talk', text: [...lines, rumourWords.source(citations[0]!)].join('\n'), citations };
  }

  /** Each sentence is asked about by itself; what is right in one says nothing of the others. */
  async function confirmed(text: string): Promise<Reply | undefined> {
    for (const sentence of sentencesOf(text)) {
      const reply = await answer(rumourWords.isItSo(sentence), now());
      if (reply.kind !== 'answer' || !reply.text.startsWith(factWords.vi.isSo)) continue;
      const said = reply.text.slice(factWords.vi.isSo.length).trim();
      const { citations } = reply;
      return { kind: 'talk', text: [rumourWords.agrees, said, rumourWords.onlyThis, ...warning(text)].join('\n'), citations };
    }
    return undefined;
  }

  const advice = (text: string): string => [...warning(text), rumourWords.whom(about()?.contacts ?? [])].join('\n');

  return {
    advice,
    async check(text, asked) {
      const isQuestion = text.trim().endsWith('?');
      const isLinked = text.length >= shortestWithLink && strangeLinks(text).length > 0;
      if (!asked && !isLinked && (isQuestion || text.length < shortestClaim)) return undefined;
      const wrong = await contradicted(text);
      if (wrong) return wrong;
      const isRumour = asked || isLinked || (signsOf(text).lures && !isQuestion);
      if (!isRumour) return undefined;
      return (await confirmed(text)) ?? { kind: 'talk', text: `${rumourWords.unknown}\n${advice(text)}`, citations: [] };
    },
  };
}

/** The first few sentences that are long enough to claim something. */
function sentencesOf(text: string): string[] {
  return text
    .split(/[\n!?;]|\.(?=\s|$)/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length >= shortestSentence && sentence.length <= 300)
    .slice(0, mostSentences);
}
