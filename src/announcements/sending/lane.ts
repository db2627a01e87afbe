import type { Channel, SendOutcome } from '../../messaging/channel.ts';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import type { TemplateMessage, TemplateOutcome } from '../../messaging/template.ts';
import type { PaceLimits } from './pace.ts';

/** How one channel is sent to. */
export interface Lane {
  channel: Pick<Channel, 'name' | 'send'>;
  limits: PaceLimits;
  /** Sends waiting for an answer at once, at most: as many as there are is measured (`crew.ts`). */
  inFlight: number;
  /** Between two messages to one chat. */
  perChatMs: number;
  /** Puts the message in the place of one sent before, where the platform can; `undefined` where it cannot. */
  edit: ((chat: ChatKey, messageId: string, message: OutgoingMessage) => Promise<SendOutcome>) | undefined;
  /** Sends a template to who has been silent for longer than the platform takes other messages; `undefined` where it cannot. */
  template: ((chat: ChatKey, template: TemplateMessage) => Promise<TemplateOutcome>) | undefined;
}
