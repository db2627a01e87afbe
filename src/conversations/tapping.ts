import type { Answering } from '../answering/answering.ts';
import type { Language } from '../answering/question/language.ts';
import { goOnQuestion, goOnTarget } from '../answering/reply/going-on.ts';
import { withNext } from '../answering/reply/next.ts';
import { offeredTarget } from '../answering/reply/offers.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { type MenuPack, mainMenu, menuInEnglish } from '../answering/reply/topics.ts';
import { isQuickChoice } from '../answering/reply/words-talk.ts';
import { vietnamDate } from '../elections/tense.ts';
import type { ChatKey, Choice } from '../messaging/message.ts';
import type { Before } from './continuing.ts';

/** Topics put forward where something was not understood. */
const fewTopics = 4;

/** What can be tapped: the main menu, and what goes on from an answer. */
export interface Tapping {
  chosen(text: string, before: Before | undefined, now: Date): { question: Before; reply: Reply } | undefined;
  goneOn(text: string, before: Before | undefined, now: Date): { question: Before; reply: Reply } | undefined;
  offering(chat: ChatKey, question: Before, reply: Reply, now: Date): Reply;
  /** The main menu under a text. */
  menu(text: string, now: Date): Reply;
}

/** `answeredIn`: what a chat was told lately, which is not put forward again. */
export function createTapping(
  answering: Pick<Answering, 'read' | 'about'>,
  pack: () => MenuPack,
  answeredIn: (chat: ChatKey, nowMs: number) => readonly string[],
): Tapping {
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
  function offering(chat: ChatKey, question: Before, reply: Reply, now: Date): Reply {
    const { language } = question;
    const said: Reply = language === 'en' ? { ...reply, language } : reply;
    if (said.choices?.length && said.choices.every(isQuickChoice)) {
      const found = topics(language, now);
      return { ...said, choices: said.kind === 'talk' ? found : found.slice(0, fewTopics), choicesAre: 'menu' };
    }
    const asked = { ...answering.read(question.text, now), places: question.places, language };
    const answered = new Set(answeredIn(chat, now.getTime()));
    return withNext(said, { pack: pack(), asked, answered, today: vietnamDate(now) });
  }

  const topics = (language: Language, now: Date): Choice[] =>
    language === 'en' ? menuInEnglish(pack()) : mainMenu(pack(), vietnamDate(now));

  const menu = (text: string, now: Date): Reply => ({
    kind: 'talk',
    text,
    citations: [],
    choices: topics('vi', now),
    choicesAre: 'menu',
  });

  return { chosen, goneOn, offering, menu };
}
