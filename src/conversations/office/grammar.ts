/** What officials type or press after `/thongbao`: the grammar, read and written in one place. */
import type { Choice } from '../../messaging/message.ts';
import { fold } from '../../vietnamese/text.ts';

/** What can be asked for one announcement. */
export type Verb =
  | 'look'
  | 'status'
  | 'text'
  | 'audience'
  | 'when'
  | 'expiry'
  | 'override'
  | 'test'
  | 'submit'
  | 'approve'
  | 'return'
  | 'schedule'
  | 'send'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'correct'
  | 'retract';

export type OfficialCommand =
  | { kind: 'menu' }
  | { kind: 'new'; draft: 'notice' | 'drill'; text: string }
  | { kind: 'never-mind' }
  | {
      kind: 'about';
      number: number;
      verb: Verb;
      /** First half of the hash of the content that was shown with the button. */
      shown?: string;
      argument: string;
    };

const words: Record<Verb, string> = {
  look: 'xem',
  status: 'trangthai',
  text: 'sua',
  audience: 'nhan',
  when: 'gio',
  expiry: 'han',
  override: 'boqua',
  test: 'thu',
  submit: 'trinh',
  approve: 'duyet',
  return: 'tralai',
  schedule: 'hen',
  send: 'gui',
  pause: 'tamdung',
  resume: 'tiep',
  stop: 'dung',
  correct: 'dinhchinh',
  retract: 'thuhoi',
};
const verbs = new Map(Object.entries(words).map(([verb, word]) => [word, verb as Verb]));

/** Long enough that nobody makes two contents with the same one; short enough for a button. */
const shownLength = 32;
const shownPattern = /^[0-9a-f]{32}(?=\s|$)/u;

/** What of a hash goes into a button. */
export const shownPart = (hash: string): string => hash.slice(0, shownLength);

/** The verb a text begins with, written as one word or as two (`trả lại`), and what follows. */
function verbOf(text: string): { verb: Verb; rest: string } | undefined {
  for (const pattern of [/^\p{L}+\s+\p{L}+/u, /^\p{L}+/u]) {
    const typed = pattern.exec(text)?.[0];
    const verb = typed && verbs.get(fold(typed).replace(/\s/gu, ''));
    if (verb) return { verb, rest: text.slice(typed.length).trim() };
  }
  return undefined;
}

/** Reads what follows `/thongbao`; `undefined`: it says nothing we know. */
export function readOfficialCommand(argument: string): OfficialCommand | undefined {
  const typed = argument.trim();
  if (typed === '') return { kind: 'menu' };
  if (/^thoi$/u.test(fold(typed))) return { kind: 'never-mind' };
  const made = /^(?<word>mới|moi|diễn ?tập|dien ?tap)(?:\s+(?<text>[\s\S]+))?$/iu.exec(typed.normalize('NFC'))?.groups;
  if (made) return { kind: 'new', draft: fold(made.word!) === 'moi' ? 'notice' : 'drill', text: made.text?.trim() ?? '' };
  const about = /^(?:số\s+|so\s+|#)?(?<number>\d{1,7})(?:\s+(?<rest>[\s\S]+))?$/iu.exec(typed)?.groups;
  const asked = about && (about.rest === undefined ? ({ verb: 'look', rest: '' } as const) : verbOf(about.rest));
  if (!asked) return undefined;
  const { verb, rest } = asked;
  const shown = shownPattern.exec(rest)?.[0];
  const said = { kind: 'about', number: Number(about.number), verb, argument: rest } as const;
  return shown === undefined ? said : { ...said, shown, argument: rest.slice(shown.length).trim() };
}

/** A button that asks for `verb`. With `hash` it works only as long as the content is what was shown. */
export function askFor(
  label: string,
  { number, verb, hash, argument }: { number: number; verb: Verb; hash?: string; argument?: string },
): Choice {
  const parts = ['/thongbao', number, words[verb], hash === undefined ? '' : shownPart(hash), argument ?? ''];
  return { label, value: parts.filter((part) => part !== '').join(' ') };
}

export const newNotice = '/thongbao moi';
export const newDrill = '/thongbao dientap';
export const neverMind = '/thongbao thoi';
