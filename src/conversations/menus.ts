import { pickAmong, readPick } from '../answering/question/picking.ts';
import type { Reply } from '../answering/reply/reply.ts';
import type { ChatKey, Choice } from '../messaging/message.ts';
import { dropOldest } from '../messaging/recent.ts';
import { type Menu, menuLivesMs } from './chats.ts';
import type { Dialogue } from './dialogue.ts';
import { noMenu, notInMenu } from './words-menu.ts';

const isLive = ({ shownAt }: Pick<Menu, 'shownAt'>, now: Date): boolean =>
  Math.abs(now.getTime() - Date.parse(shownAt)) <= menuLivesMs;

/** All that can be picked by number: what may be asked next is counted on from the list before it, which it leaves in reach. */
const countedOf = ({ beneath, choices }: Menu): readonly Choice[] => [...(beneath?.choices ?? []), ...choices];

/** What a number or a label stands for that was typed instead of pressing a button; `undefined` where it stands for nothing in the menu. */
export function pickedFrom(menu: Menu | undefined, text: string, now: Date): string | undefined {
  if (!menu || !isLive(menu, now)) return undefined;
  const choices = countedOf(menu);
  const labels = choices.map(({ label }) => label);
  const index = pickAmong(labels, text, menu.asks);
  const isOver = menu.beneath && index !== undefined && index < menu.beneath.choices.length && !isLive(menu.beneath, now);
  return index === undefined || isOver ? undefined : choices[index]!.value;
}

/** A bare number that is in no menu: there is none any more, or there are other numbers in it. */
export type Missed = { kind: 'no-menu' } | { kind: 'not-in-menu'; reply: Reply };

/** The main menu for whoever picked from one that is gone. */
export const sayingNoMenu = (mainMenu: Reply): Reply => ({ ...mainMenu, text: noMenu });

/** What a bare number misses; `undefined` for any other text. */
export function missedIn(menu: Menu | undefined, text: string, now: Date): Missed | undefined {
  const pick = readPick(text);
  if (pick?.kind !== 'number' || !pick.isBare) return undefined;
  if (!menu || !isLive(menu, now)) return { kind: 'no-menu' };
  const choices = [...countedOf(menu)];
  return { kind: 'not-in-menu', reply: { kind: 'talk', text: notInMenu(choices.length), citations: [], choices } };
}

/** The list that stays in reach under what may be asked next. */
function beneathIn(menu: Menu | undefined, now: Date): Menu['beneath'] {
  const list = menu?.goesOn ? menu.beneath : menu;
  return list && isLive(list, now) ? { choices: list.choices, shownAt: list.shownAt } : undefined;
}

/** A reply whose choices are counted on from the list before, so that each number means one thing. */
export function countedOn(reply: Reply, menu: Menu | undefined, now: Date): Reply {
  const beneath = reply.choicesAre === 'next' ? beneathIn(menu, now) : undefined;
  return beneath ? { ...reply, firstNumber: beneath.choices.length + 1 } : reply;
}

/** The menu after something was said: only a newer one takes the place of the one before. */
export function menuAfter(
  menu: Menu | undefined,
  { kind, choices, choicesAre, firstNumber }: Pick<Reply, 'kind' | 'choices' | 'choicesAre' | 'firstNumber'>,
  now: Date,
): Menu | undefined {
  if (!choices?.length) return menu?.asks ? { ...menu, asks: false } : menu;
  const next = { choices, shownAt: now.toISOString(), asks: kind === 'clarify' };
  if (choicesAre !== 'next') return next;
  const beneath = firstNumber === undefined ? undefined : beneathIn(menu, now);
  return { ...next, goesOn: true, ...(beneath ? { beneath } : {}) };
}

const rememberedChats = 10_000;

/** A dialogue in which menus are picked from, for conversations that end with the process; the service keeps them in its store. */
export function withMenus(dialogue: Dialogue): Dialogue {
  const menus = new Map<ChatKey, Menu>();
  const atMiss = (missed: Missed, chat: ChatKey, now: Date): Reply =>
    missed.kind === 'not-in-menu' ? missed.reply : sayingNoMenu(dialogue.reply({ chat, text: '/menu' }, now));
  return {
    ...dialogue,
    reply({ chat, text }, now) {
      const menu = menus.get(chat);
      const picked = pickedFrom(menu, text, now);
      const missed = picked === undefined ? missedIn(menu, text, now) : undefined;
      const said = missed ? atMiss(missed, chat, now) : dialogue.reply({ chat, text: picked ?? text }, now);
      const reply = countedOn(said, menu, now);
      menus.delete(chat);
      const next = menuAfter(menu, reply, now);
      if (next) menus.set(chat, next);
      dropOldest(menus, rememberedChats);
      return reply;
    },
    forget(chat) {
      menus.delete(chat);
      dialogue.forget(chat);
    },
  };
}
