import { imageLimits } from '../../announcements/images/checking.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import type { ChatKey } from '../../messaging/message.ts';
import type { SentPicture } from '../../messaging/sent-picture.ts';
import type { MessageImage } from '../../messaging/shown-image.ts';
import { type Ask, askingBy } from './asking.ts';
import { saidNo, type Visit } from './views.ts';
import { officialWords as words } from './words.ts';
import type { TextExpectation } from './writing.ts';

/** A picture that is kept and not yet described, and what the text with it is for. */
interface Held {
  sha256: string;
  of: TextExpectation;
}

/** What the next message is taken for while a picture waits for the text or for what is to be seen on it. */
export type PictureExpectation =
  | ({ by: 'picturing'; what: 'text' } & Held)
  | ({ by: 'picturing'; what: 'alt'; text: string } & Held);

/** A picture that comes with the text of an announcement: fetched, checked, described, and only then written into it. */
export interface OfficialPictures {
  /** `text`: what it is the caption of; empty: asks for the text. `of`: what the text is for. */
  receive(visit: Visit, picture: string, of: TextExpectation, text: string): Promise<Reply>;
  /** What was typed after being asked. */
  take(visit: Visit, expected: PictureExpectation, text: string): Promise<Reply>;
  /** Something else than text came while one was waited for. */
  askAgain(visit: Visit, expected: PictureExpectation): Reply;
}

export interface PicturesDeps {
  publishing: Pick<Publishing, 'addImage' | 'holdImage'>;
  /** Fetches it from the platform of the chat, at most so many bytes. Never rejects. */
  fetchPicture(chat: ChatKey, picture: string, mostBytes: number): Promise<SentPicture>;
  expect(visit: Visit, expected: PictureExpectation | TextExpectation): void;
  /** Writes text and picture where they belong. */
  write(visit: Visit, of: TextExpectation, text: string, image: MessageImage): Promise<Reply>;
}

export function createOfficialPictures({ publishing, fetchPicture, expect, write }: PicturesDeps): OfficialPictures {
  const ask: Ask<PictureExpectation | TextExpectation> = askingBy(expect);

  function askNext(visit: Visit, { sha256, of }: Held, text: string): Reply {
    if (text === '') return ask(visit, { by: 'picturing', what: 'text', sha256, of }, words.askTextOfPicture);
    return ask(visit, { by: 'picturing', what: 'alt', sha256, of, text }, words.askAlt);
  }

  return {
    async receive(visit, picture, of, text) {
      const fetched = await fetchPicture(visit.chat, picture, imageLimits.bytes);
      // What was asked for is still asked for: the text alone is taken, or another picture with it.
      const refuse = (why: string): Reply => ask(visit, of, why);
      switch (fetched.kind) {
        case 'too-large':
          return refuse(saidNo({ code: 'image', fault: 'too-large' }).text);
        case 'gone':
        case 'unavailable':
          return refuse(words.pictureNotFetched);
        case 'got': {
          const held = await publishing.holdImage(visit.actor, fetched.bytes);
          if (held.kind === 'done') return askNext(visit, { ...held.value, of }, text.trim());
          return held.refusal.code === 'image' ? refuse(saidNo(held.refusal).text) : saidNo(held.refusal);
        }
      }
    },
    async take(visit, expected, text) {
      if (expected.what === 'text') return askNext(visit, expected, text.trim());
      const { sha256, of } = expected;
      const added = await publishing.addImage(visit.actor, { sha256 }, text);
      if (added.kind === 'done') return write(visit, of, expected.text, added.value);
      const { refusal } = added;
      const mendable = refusal.code === 'image' && (refusal.fault === 'no-alt' || refusal.fault === 'alt-too-long');
      return mendable ? ask(visit, expected, saidNo(refusal).text) : saidNo(refusal);
    },
    askAgain: (visit, expected) =>
      ask(visit, expected, expected.what === 'alt' ? words.onePictureThenAlt : words.onePictureThenText),
  };
}
