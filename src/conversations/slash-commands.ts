import { readWishInWords } from '../answering/question/wishes.ts';
import { fold } from '../vietnamese/text.ts';

/** What a slash command asks for. Names are Vietnamese without diacritics, as telephones type them. */
export type CommandName =
  | 'start'
  | 'help'
  | 'menu'
  | 'calendar'
  | 'unit'
  | 'subscribe'
  | 'unsubscribe'
  | 'language'
  | 'forget'
  | 'kept'
  | 'sources'
  | 'verify'
  | 'person'
  | 'announce'
  | 'link';

export interface Command {
  name: CommandName;
  /** What follows the command, trimmed. */
  argument: string;
}

export type CommandForEverybody = Command & { name: Exclude<CommandName, 'announce' | 'link'> };

/** Officials' commands do not exist to anybody else. */
export const isForEverybody = (command: Command): command is CommandForEverybody =>
  command.name !== 'announce' && command.name !== 'link';

const names: Record<string, CommandName> = {
  batdau: 'start',
  start: 'start',
  trogiup: 'help',
  help: 'help',
  menu: 'menu',
  lich: 'calendar',
  donvi: 'unit',
  dangky: 'subscribe',
  huy: 'unsubscribe',
  stop: 'unsubscribe',
  ngonngu: 'language',
  language: 'language',
  xoa: 'forget',
  dulieu: 'kept',
  nguon: 'sources',
  kiemtra: 'verify',
  canbo: 'person',
  thongbao: 'announce',
  lienket: 'link',
};

/** `/lich`, `/lich@TenBot`, `/DonVi cam đường`, `#xoa` (as Zalo's own services have it). Anything else that starts so is no command of ours. */
export function readCommand(text: string): Command | undefined {
  const match = /^\s*[/#]([\p{L}\p{M}]+)(?:@\S+)?(?:\s+([\s\S]*))?$/u.exec(text);
  const name = match && names[fold(match[1]!)];
  return name ? { name, argument: (match[2] ?? '').trim() } : undefined;
}

/** A command, also where it is said in words: `xóa dữ liệu của tôi` is `/xoa`. */
export function readCommandOrWish(text: string): Command | undefined {
  const command = readCommand(text);
  if (command) return command;
  const wish = readWishInWords(text);
  return wish && { name: wish, argument: '' };
}
