import type { ConsentRow } from '../../announcements/consent/table-row.ts';
import { neverWrote, type Subscriber } from '../../announcements/sending/subscribers.ts';
import { type Topic, topics } from '../../announcements/sending/topic.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import { vietnamDate } from '../../elections/tense.ts';
import { readCommunes } from '../announce/content.ts';
import { rowWords } from './words-list.ts';

/** What a row names, or what is wrong with it, in Vietnamese. */
export type ReadRow = { kind: 'subscriber'; subscriber: Subscriber } | { kind: 'wrong'; why: string };

/** Ids as the platforms give them to a person; a group of Telegram has a negative one. */
const chatForms = /^(?:telegram:[1-9]\d{0,15}|zalo-oa:\d{1,24}|zalo-bot:[A-Za-z0-9_-]{1,64})$/u;
const visitorForm = /^web:[A-Za-z0-9_-]{1,64}$/u;
/** Whether this is how a chat of a person is written; `isOurs`: also a visitor of our own page. */
export const isPersonsChat = (typed: string, isOurs = false): boolean =>
  chatForms.test(typed) || (isOurs && visitorForm.test(typed));

export const longestProof = 200;
const control = /\p{Cc}/u;

/** Reads rows of one file; what many of them name is looked up once. */
export function createRowReader(
  communes: Pick<CommuneNames, 'list'>,
  now: Date,
): (row: Extract<ConsentRow, { kind: 'row' }>) => ReadRow {
  const nowIso = now.toISOString();
  const today = vietnamDate(now);
  const known = new Map<string, ReturnType<typeof readCommunes>>();

  function communesOf(typed: string): ReturnType<typeof readCommunes> {
    const before = known.get(typed);
    if (before) return before;
    const found = readCommunes(typed, communes);
    if (known.size < 10_000) known.set(typed, found);
    return found;
  }

  return ({ chat, consented, proof, communes: places, topics: wanted }) => {
    const day = dayTyped(consented);
    const codes = communesOf(places);
    const chosen = topicsOf(wanted);
    if (!isPersonsChat(chat)) return wrong(rowWords.chat(shortened(chat)));
    if (day === undefined) return wrong(rowWords.noDay(shortened(consented)));
    if (day > today) return wrong(rowWords.future(consented));
    if (proof === '') return wrong(rowWords.noProof);
    if (proof.length > longestProof) return wrong(rowWords.longProof(proof.length, longestProof));
    if (control.test(proof)) return wrong(rowWords.strangeProof);
    if ('code' in codes) return wrong(rowWords.commune(shortened(places)));
    if (places !== '' && codes.length === 0) return wrong(rowWords.commune(shortened(places)));
    if ('unknown' in chosen) return wrong(rowWords.topic(shortened(chosen.unknown)));
    // Whoever agreed to announcements and named none of them agreed to all.
    const held: readonly Topic[] = chosen.topics.length + codes.length === 0 ? ['all'] : chosen.topics;
    const times = { subscribedAt: nowIso, lastContactAt: neverWrote };
    return {
      kind: 'subscriber',
      subscriber: { chat, topics: held, communes: [...codes].sort(), ...times, consent: { day, proof } },
    };
  };
}

const wrong = (why: string): ReadRow => ({ kind: 'wrong', why });
const shortened = (typed: string): string => (typed.length > 60 ? `${typed.slice(0, 60)}…` : typed);

/** `2031-05-20` and `20/05/2031` → `2031-05-20`; `undefined` for what is no day. */
export function dayTyped(typed: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(typed) ?? [];
  const iso = day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed;
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(iso)) return undefined;
  const at = new Date(`${iso}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined;
}

function topicsOf(typed: string): { topics: Topic[] } | { unknown: string } {
  const names = typed
    .split(/[;,]/u)
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const unknown = names.find((name) => !(topics as readonly string[]).includes(name));
  if (unknown !== undefined) return { unknown };
  return { topics: names.includes('all') ? ['all'] : topics.filter((topic) => names.includes(topic)) };
}
