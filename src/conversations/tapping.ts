import type { Answering } from '../answering/answering.ts';
import type { Language } from '../answering/question/language.ts';
import { goOnQuestion, goOnTarget } from '../answering/reply/going-on.ts';
import { withNext } from '../answering/reply/next.ts';
import { offeredTarget } from '../answering/reply/offers.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { type MenuPack, mainMenu, menuInEnglish } from '../answering/reply/topics.ts';
import { isQuickChoice } from '../answering/reply/words-talk.ts';
import { vietnamDate } from '../elections/tense.ts';
import type { Choice } from '../messaging/message.ts';
import type { Before } from './continuing.ts';

/** Topics put forward where something was not understood. */
const fewTopics = 4;

/** What can be tapped under an answer, and what was tapped there. */
export interface Tapping {
  chosen(text: string, before: Before | undefined, now: Date): { question: Before; reply: Reply } | undefined;
  goneOn(text: string, before: Before | undefined, now: Date): { question: Before; reply: Reply } | undefined;
  /** `answered`: what the chat was told lately, which is not put forward again. */
  offering(question: Before, reply: Reply, answered: readonly string[], now: Date): Reply;
}

const topicsOf = (pack: MenuPack, language: Language, now: Date): Choice[] =>
  language === 'en' ? menuInEnglish(pack) : mainMenu(pack, vietnamDate(now));

/** The main menu under a text. */
export const menuUnder = (text: string, pack: MenuPack, now: Date): Reply => ({
  kind: 'talk',
  text,
  citations: [],
  choices: topicsOf(pack, 'vi', now),
  choicesAre: 'menu',
});

/** `pack`: the one in use. */
export function createTapping(answering: Pick<Answering, 'read' | 'about'>, pack: () => MenuPack): Tapping {
  /** The reply to an offer that was pressed, in the light of the question it was offered for. */
  function chosen(text: string, before: Before | undefined, now: Date): { question: Before; reply: Reply } | undefined {
    const target = offeredTarget(text);
    if (target === undefined) return undefined;
    const question = answering.read(before?.text ?? '', now);
    const reply = answering.about(target, question, now);
    return reply && { question, reply };
  }

  /** The reply to a choice to go on with, which is a question of its own, in the language that was spoken. */
  function goneOn(text: string, before: Before | undefined, now: Date): { question: Before; reply: Reply } | undefined {
    const target = goOnTarget(text);
    if (target === undefined) return undefined;
    const { about: asksFor, text: asks } = goOnQuestion(target, pack());
    const question = { ...answering.read(asks, now), language: before?.language ?? 'vi' };
    const reply = answering.about(asksFor, question, now);
    return reply && { question, reply };
  }

  /** The reply with what can be tapped next: what goes on from an answer, the topics of today where it offers what it always offers. */
  function offering(question: Before, reply: Reply, answered: readonly string[], now: Date): Reply {
    const { language } = question;
    const said: Reply = language === 'en' ? { ...reply, language } : reply;
    if (said.choices?.length && said.choices.every(isQuickChoice)) {
      const found = topicsOf(pack(), language, now);
      return { ...said, choices: said.kind === 'talk' ? found : found.slice(0, fewTopics), choicesAre: 'menu' };
    }
    // What is no answer is left as it is; a story of which nothing is known need not be read twice for that.
    if (said.kind !== 'answer') return said;
    const asked = { ...answering.read(question.text, now), places: question.places, language };
    return withNext(said, { pack: pack(), asked, answered: new Set(answered), today: vietnamDate(now) });
  }

  return { chosen, goneOn, offering };
}
