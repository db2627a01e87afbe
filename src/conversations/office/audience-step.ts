import type { Announcement } from '../../announcements/announcement.ts';
import type { Audience, AudienceTopic } from '../../announcements/sending/audience.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import { placeTitle } from '../../elections/places.ts';
import type { Choice } from '../../messaging/message.ts';
import { fold } from '../../vietnamese/text.ts';
import type { CommuneNames } from '../commune-names.ts';
import type { Ask } from './asking.ts';
import type { Drafting } from './drafting.ts';
import { askFor } from './grammar.ts';
import { said, type Visit } from './views.ts';
import { audienceChoices, topicChoices, officialWords as words } from './words.ts';

/** What the next message is taken for while somebody names communes. `topics`: only who asked for one of them, too; empty: everybody there. */
export type AudienceExpectation = { by: 'writing'; what: 'communes'; number: number; topics: readonly AudienceTopic[] };

/** Choosing whom an announcement goes to; never a guess. */
export interface AudienceStep {
  /** `argument`: what was pressed or typed after the verb; empty: shows what there is to choose. */
  choose(visit: Visit, announcement: Announcement, argument: string): Promise<Reply>;
  /** Names or codes of communes, separated by commas. */
  toCommunes(visit: Visit, announcement: Announcement, typed: string, topics: readonly AudienceTopic[]): Promise<Reply>;
}

const topicWords: Record<string, AudienceTopic> = { moc: 'milestones', caicach: 'reform' };
const topicOrder: readonly AudienceTopic[] = ['milestones', 'reform'];
/** Before the communes: `moc+caicach: `. */
const topicsTyped = (topics: readonly AudienceTopic[]): string => {
  const typed = topics.map((topic) => Object.keys(topicWords).find((word) => topicWords[word] === topic)!);
  return typed.length === 0 ? '' : `${typed.join('+')}: `;
};

const squeezed = (typed: string): string => fold(typed).replace(/\s/gu, '');

function audienceOf(word: string): Audience | undefined {
  const topic = topicWords[word];
  return word === 'tatca' ? { kind: 'everyone' } : topic && { kind: 'topics', topics: [topic] };
}

/** `mốc, cải cách: xã Hợp Thành` → topics and communes, or what is no topic; `undefined`: nothing stands before the communes. */
function readNarrowed(argument: string): { topics: AudienceTopic[]; communes: string } | { noTopic: string } | undefined {
  const end = argument.indexOf(':');
  if (end < 0) return undefined;
  const named = argument
    .slice(0, end)
    .split(/[,+]/u)
    .map((word) => topicWords[squeezed(word)]);
  if (named.some((topic) => topic === undefined)) return { noTopic: argument.slice(0, end).trim() };
  return { topics: topicOrder.filter((topic) => named.includes(topic)), communes: argument.slice(end + 1).trim() };
}

/** What a platform takes as the value of a button. */
const mostValueBytes = 64;
const fitButtons = (choices: readonly Choice[]): boolean =>
  choices.every(({ value }) => Buffer.byteLength(value) <= mostValueBytes);

export function createAudienceStep(communes: CommuneNames, drafting: Drafting, ask: Ask<AudienceExpectation>): AudienceStep {
  async function toCommunes(
    visit: Visit,
    announcement: Announcement,
    typed: string,
    topics: readonly AudienceTopic[],
  ): Promise<Reply> {
    const { number } = announcement;
    const { found, unclear, unknown } = communes.list(typed);
    const askAgain = (...asked: [text: string, choices?: Parameters<typeof ask>[3]]) =>
      ask(visit, { by: 'writing', what: 'communes', number, topics }, ...asked);
    const codes = found.map(({ code }) => code);
    if (unknown[0]) return askAgain(words.unknownCommune(unknown[0].name, unknown[0].suggestions));
    if (unclear[0]) {
      const { name, candidates } = unclear[0];
      const choices = candidates.map((commune) =>
        askFor(placeTitle(commune), {
          number,
          verb: 'audience',
          argument: `${topicsTyped(topics)}${[...codes, commune.code].join(', ')}`,
        }),
      );
      return fitButtons(choices)
        ? askAgain(words.whichCommune(name), choices)
        : askAgain(words.whichCommuneTyped(name, candidates.map(placeTitle)));
    }
    if (codes.length === 0) return askAgain(topics.length === 0 ? words.askCommunes(number) : words.askNarrowedCommunes(topics));
    const audience: Audience =
      topics.length === 0
        ? { kind: 'communes', communes: codes }
        : { kind: 'communes-and-topics', communes: codes, topics: [...topics] };
    return drafting.edit(visit, announcement, { audience });
  }

  return {
    async choose(visit, announcement, argument) {
      const { number } = announcement;
      if (argument === '') return said(words.askAudience, audienceChoices(number));
      const word = squeezed(argument);
      const chosen = audienceOf(word);
      if (chosen) return drafting.edit(visit, announcement, { audience: chosen });
      if (word === 'xa') return toCommunes(visit, announcement, '', []);
      if (word === 'xavachude') return said(words.askTopics, topicChoices(number));
      const narrowed = readNarrowed(argument);
      if (narrowed && 'noTopic' in narrowed) return said(words.noTopic(narrowed.noTopic), topicChoices(number));
      return narrowed
        ? toCommunes(visit, announcement, narrowed.communes, narrowed.topics)
        : toCommunes(visit, announcement, argument, []);
    },
    toCommunes,
  };
}
