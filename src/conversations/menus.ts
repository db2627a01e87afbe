import { pickAmong, readPick } from '../answering/question/picking.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { quickChoices } from '../answering/reply/words-talk.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import type { ChatKey, Choice } from '../messaging/message.ts';
import { type Menu, menuLivesMs } from './chats.ts';
import type { Dialogue } from './dialogue.ts';
import { noMenu, notInMenu } from './words-menu.ts';

const isLive = ({ shownAt }: Menu, now: Date): boolean => Math.abs(now.getTime() - Date.parse(shownAt)) <= menuLivesMs;

/** What a number or a label stands for that was typed instead of pressing a button; `undefined` where it stands for nothing in the menu. */
export function pickedFrom(menu: Menu | undefined, text: string, now: Date): string | undefined {
  if (!menu || !isLive(menu, now)) return undefined;
  const labels = menu.choices.map(({ label }) => label);
  const index = pickAmong(labels, text, menu.asks);
  return index === undefined ? undefined : menu.choices[index]!.value;
}

/** Said to a bare number that is in no menu; `undefined` for any other text. */
export function missedIn(menu: Menu | undefined, text: string, now: Date, about?: ProvinceProfile): Reply | undefined {
  const pick = readPick(text);
  if (pick?.kind !== 'number' || !pick.isBare) return undefined;
  const said = (words: string, choices: Choice[]): Reply => ({ kind: 'talk', text: words, citations: [], choices });
  return menu && isLive(menu, now) ? said(notInMenu(menu.choices.length), [...menu.choices]) : said(noMenu, quickChoices(about));
}

/** The menu after something was said: only a newer one takes the place of the one before. */
export function menuAfter(
  menu: Menu | undefined,
  { kind, choices }: Pick<Reply, 'kind' | 'choices'>,
  now: Date,
): Menu | undefined {
  if (choices?.length) return { choices, shownAt: now.toISOString(), asks: kind === 'clarify' };
  return menu?.asks ? { ...menu, asks: false } : menu;
}

const rememberedChats = 10_000;

/** A dialogue in which menus are picked from, for conversations that end with the process; the service keeps them in its store. */
export function withMenus(dialogue: Dialogue, about: () => ProvinceProfile | undefined): Dialogue {
  const menus = new Map<ChatKey, Menu>();
  return {
    ...dialogue,
    reply({ chat, text }, now) {
      const menu = menus.get(chat);
      const picked = pickedFrom(menu, text, now);
      const reply =
        (picked === undefined ? missedIn(menu, text, now, about()) : undefined) ??
        dialogue.reply({ chat, text: picked ?? text }, now);
      menus.delete(chat);
      const next = menuAfter(menu, reply, now);
      if (next) menus.set(chat, next);
      if (menus.size > rememberedChats) menus.delete(menus.keys().next().value!);
      return reply;
    },
    forget(chat) {
      menus.delete(chat);
      dialogue.forget(chat);
    },
  };
}
