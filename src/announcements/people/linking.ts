import { createHash } from 'node:crypto';
import { type ChatKey, channelOf } from '../../messaging/message.ts';
import type { AuditRecord } from './audit.ts';
import { chatsOf, type Official, type Officials, workChannel } from './officials.ts';

/** How long a code that links a chat to an account holds. */
export const linkingMs = 15 * 60_000;
const mostFailures = 5;

/** Read aloud or copied by hand: no letter or digit that looks like another. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A code with five bits of every byte, in groups of five, e.g. `K7QF2-9XTR4` from ten bytes. */
export function spokenCode(random: Uint8Array): string {
  const code = [...random].map((byte) => letters[byte % letters.length]).join('');
  return code.replace(/.{5}(?=.)/gu, '$&-');
}

/** What is kept of a code. */
export function linkingHash(id: string, code: string): string {
  return createHash('sha256')
    .update(`${id} ${code.toUpperCase().replace(/[^A-Z0-9]/gu, '')}`)
    .digest('hex');
}

/** The account with a new code that is waited for. `random`: ten bytes. */
export function withLinkingCode(
  account: Official,
  random: Uint8Array,
  now: Date,
): { next: Official; result: { code: string; expiresAt: string } } {
  const code = spokenCode(random.subarray(0, 10));
  const expiresAt = new Date(now.getTime() + linkingMs).toISOString();
  return {
    next: { ...account, linking: { codeHash: linkingHash(account.id, code), expiresAt, failures: 0 } },
    result: { code, expiresAt },
  };
}

/** The account with this chat: to work from, or to be told in; a later one of a channel takes the place of the earlier. */
function withChat(account: Official, chat: ChatKey): Official {
  const channel = channelOf(chat);
  if (channel === workChannel) return { ...account, chat };
  return { ...account, notices: [...(account.notices ?? []).filter((one) => channelOf(one) !== channel), chat] };
}

/** The account without it. */
function withoutChat({ chat, notices = [], ...account }: Official, gone: ChatKey): Official {
  const left = notices.filter((one) => one !== gone);
  return {
    ...account,
    ...(chat === undefined || chat === gone ? {} : { chat }),
    ...(left.length === 0 ? {} : { notices: left }),
  };
}

/** Ties an official's account to the chats it works from and is told in. */
export interface Linking {
  /** `<id> <code>` as typed after the command. `undefined`, whatever was wrong: a stranger learns nothing. */
  redeem(chat: ChatKey, typed: string): Promise<Official | undefined>;
  /** The chat is no official's any more. */
  unlink(chat: ChatKey): Promise<void>;
}

export function createLinking({ officials, now }: { officials: Officials; now: () => Date }): Linking {
  const record = (official: Official, action: string, outcome: string, chat: ChatKey): AuditRecord => ({
    at: now().toISOString(),
    who: official.id,
    roles: official.roles,
    action,
    outcome,
    subject: official.id,
    from: channelOf(chat),
  });

  /** What one try makes of the account it names. */
  function tried(
    official: Official,
    code: string,
    chat: ChatKey,
    taken: boolean,
  ): { next: Official; linked: boolean; why: string } {
    const { linking, ...rest } = official;
    if (!linking) return { next: official, linked: false, why: 'no-code' };
    if (linking.expiresAt <= now().toISOString()) return { next: rest, linked: false, why: 'code-expired' };
    if (linking.codeHash === linkingHash(official.id, code) && !taken)
      return { next: withChat(rest, chat), linked: true, why: 'done' };
    const failures = linking.failures + 1;
    const next = failures >= mostFailures ? rest : { ...rest, linking: { ...linking, failures } };
    return { next, linked: false, why: taken ? 'chat-of-another' : 'code-wrong' };
  }

  return {
    redeem(chat, typed) {
      const [id, ...code] = typed.trim().split(/\s+/u);
      return officials.update<Official | undefined>((held) => {
        const official = held.find((one) => one.id === id && !one.disabled);
        if (!official) return { officials: held, records: [], result: undefined };
        const taken = held.some((one) => chatsOf(one).includes(chat) && one.id !== id && !one.disabled);
        const { next, linked, why } = tried(official, code.join(''), chat, taken);
        return {
          officials: held.map((one) => (one.id === id ? next : one)),
          records: [record(official, 'link', why, chat)],
          result: linked ? next : undefined,
        };
      });
    },
    async unlink(chat) {
      const isLinked = (one: Official): boolean => chatsOf(one).includes(chat);
      // Everybody may be forgotten, and nearly nobody is an official: the list is written for those alone.
      if (!(await officials.list()).some(isLinked)) return;
      await officials.update((held) => {
        const linked = held.filter(isLinked);
        return {
          officials: linked.length === 0 ? held : held.map((one) => (isLinked(one) ? withoutChat(one, chat) : one)),
          records: linked.map((one) => record(one, 'unlink', 'done', chat)),
          result: undefined,
        };
      });
    },
  };
}
