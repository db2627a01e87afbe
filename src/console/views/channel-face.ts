import type { OutgoingMessage } from '../../messaging/message.ts';
import type { ShownPart } from '../../messaging/shown-part.ts';

/** A channel in use, as far as officials see it before anything is sent. */
export interface ChannelFace {
  name: string;
  /** UTF-16 code units of one message. */
  maxTextLength: number;
  /** At which announcements go out. */
  perSecond: number;
  /** What a person sees of a message: made by the code that sends it. */
  parts(message: OutgoingMessage): ShownPart[];
}
