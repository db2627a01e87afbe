import { createLinking } from '../../src/announcements/people/linking.ts';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { createCommuneNames } from '../../src/conversations/commune-names.ts';
import { createOfficialDesk, type OfficialDesk } from '../../src/conversations/office/desk.ts';
import type { OutgoingMessage, UnreadableKind } from '../../src/messaging/message.ts';
import type { SentPicture } from '../../src/messaging/sent-picture.ts';
import { official } from '../contracts/officials.ts';
import { type Announcing, createAnnouncing } from './announcing.ts';
import { smallPack } from './small-pack.ts';

/** Officials with linked Telegram chats, beside the whole core of announcements. */
export interface OfficialOffice {
  cutri: Announcing;
  desk: OfficialDesk;
  /** Types something in an official's chat, as a caption where it is `beside` something, and gives what the desk says; `undefined`: left to the others. */
  says(who: string, text: string, beside?: UnreadableKind, picture?: string): Promise<Reply | undefined>;
  /** Sends a picture without a word. */
  shows(who: string, picture: string): Promise<Reply | undefined>;
  /** Pictures that can be fetched, by what they are fetched by. */
  pictures: Map<string, SentPicture>;
  /** Presses the button of the last message with this label, or whose label begins so. */
  presses(who: string, label: string): Promise<Reply | undefined>;
  /** Sent besides replies: trial messages. */
  sent: { chat: string; message: OutgoingMessage }[];
  followed: { chat: string; id: string }[];
  /** A desk without memory, as after a restart. */
  restart(): void;
}

export const chatOf = (who: string): string => `telegram:${Buffer.from(who).reduce((sum, byte) => sum * 31 + byte, 7)}`;

export async function openOfficialOffice(options: Parameters<typeof createAnnouncing>[0] = {}): Promise<OfficialOffice> {
  const cutri = await createAnnouncing(options);
  await cutri.officialsNow((held) => [
    ...held.map((one) => ({ ...one, chat: chatOf(one.id) })),
    official('root', { roles: ['admin'], chat: chatOf('root') }),
  ]);
  const sent: OfficialOffice['sent'] = [];
  const followed: OfficialOffice['followed'] = [];
  const pictures: OfficialOffice['pictures'] = new Map();
  const last = new Map<string, Reply>();
  const open = () =>
    createOfficialDesk({
      publishing: cutri.publishing,
      officials: cutri.officials,
      linking: createLinking({ officials: cutri.officials, now: cutri.clock.now }),
      communes: createCommuneNames(smallPack),
      console: 'https://bau-cu.example.vn/quan-tri',
      async send(chat, message) {
        sent.push({ chat, message });
        return true;
      },
      fetchPicture: async (_, picture) => pictures.get(picture) ?? { kind: 'gone' },
      follow: ({ chat }, { id }) => followed.push({ chat, id }),
      now: cutri.clock.now,
    });
  const office: OfficialOffice = {
    cutri,
    desk: open(),
    sent,
    followed,
    pictures,
    async shows(who, picture) {
      const reply = await office.desk.picture(chatOf(who), picture);
      if (reply) last.set(who, reply);
      return reply;
    },
    async says(who, text, beside, picture) {
      const reply = await office.desk.reply(chatOf(who), text, beside, picture);
      if (reply) last.set(who, reply);
      return reply;
    },
    async presses(who, label) {
      const choices = last.get(who)?.choices ?? [];
      const choice = choices.find((one) => one.label === label) ?? choices.find((one) => one.label.includes(label));
      if (!choice) throw new Error(`no button “${label}” among ${choices.map((one) => one.label).join(', ')}`);
      return office.says(who, choice.value);
    },
    restart() {
      office.desk = open();
    },
  };
  return office;
}
