/** Messages of an Official Account: consultation messages in parts, with buttons where the account may use them and a numbered menu everywhere else. */
import { z } from 'zod';
import type { SendOutcome } from '../../messaging/channel.ts';
import { withoutImage } from '../../messaging/image.ts';
import type { ChatKey, Choice, OutgoingMessage } from '../../messaging/message.ts';
import { createPartSending } from '../../messaging/part-sending.ts';
import type { MessageImage } from '../../messaging/shown-image.ts';
import { outcomeOfFailure } from '../request-json.ts';
import type { SendGate } from '../send-gate.ts';
import type { ZaloOaAnswer, ZaloOaApi } from './api.ts';
import { mayBeTheButtons, outcomeOfCode, personsTask, untilNextMinuteMs } from './errors.ts';
import { oaMaxButtons, oaParts } from './parts.ts';
import { type OaPictures, oaMaxImageBytes } from './pictures.ts';

/** Where buttons go in a message is described in two ways; not every account may use them. */
export type OaButtons = 'off' | 'plain' | 'media';

/** What an operator should hear of. */
export type OaSendingEvent =
  /** Zalo's number, and what somebody has to do about it. */
  | { kind: 'needs-person'; code: number; task: string }
  /** A number that ends a message: a mistake of ours, or one nobody has documented. */
  | { kind: 'message-refused'; code: number }
  | { kind: 'buttons-refused'; code: number };

export interface OaSendingDeps {
  api: ZaloOaApi;
  gate: SendGate;
  pictures: OaPictures;
  buttons: OaButtons;
  now: () => Date;
  report(event: OaSendingEvent): void;
}

interface Part {
  /** Above the text; with an empty text by itself. */
  image?: MessageImage;
  text: string;
  buttons?: readonly Choice[];
  /** Buttons that are left out where there are none: they are no part of a menu. */
  rating?: readonly Choice[];
}

/** Zalo does not keep the picture that was named any more. */
const pictureGone = -100;
const tellEveryMs = 60_000;
const ownChat = /^zalo-oa:([\w-]{1,64})$/u;
const sentMessage = z.object({ message_id: z.string().min(1) });

export function createOaSending({ api, gate, pictures, buttons, now, report }: OaSendingDeps) {
  const sendParts = createPartSending();
  let layout = buttons;
  const outcomeOf = createOutcomes({ now, report });

  async function sendPart(chat: ChatKey, part: Part, isSecond = false): Promise<SendOutcome> {
    const closed = gate.closed(chat);
    if (closed) return closed;
    const picture = part.image && (await pictures.idOf(part.image));
    // An upload reaches nobody: whatever became of it, it is safe to repeat.
    if (picture?.kind === 'missing' || picture?.kind === 'failed') return { kind: 'unavailable' };
    if (picture && picture.kind !== 'id') return observed(chat, outcomeOf(picture));
    const answer = await api.call({
      ...{ method: 'POST', path: '/v3.0/oa/message/cs' },
      body: messageBody(chat, part, layout, picture?.id),
    });
    if (part.image && answer.kind === 'refused' && answer.code === pictureGone && !isSecond) {
      pictures.forget(part.image);
      return sendPart(chat, part, true);
    }
    if ((part.buttons ?? part.rating) && answer.kind === 'refused' && mayBeTheButtons(answer.code))
      return withoutButtons(chat, part.text, part.buttons ?? [], answer.code);
    const outcome = observed(chat, outcomeOf(answer));
    if (answer.kind === 'ok' && answer.remaining === 0)
      gate.observe(chat, { kind: 'rate-limited', retryAfterMs: untilNextMinuteMs(now()) });
    return outcome;
  }

  function observed(chat: ChatKey, outcome: SendOutcome): SendOutcome {
    gate.observe(chat, outcome);
    return outcome;
  }

  async function withoutButtons(chat: ChatKey, text: string, choices: readonly Choice[], code: number): Promise<SendOutcome> {
    report({ kind: 'buttons-refused', code });
    // Of these two numbers one speaks of the account, the other of the layout: the next message would fare no better.
    if (code === -224 || code === -233) layout = 'off';
    let outcome: SendOutcome = { kind: 'sent' };
    for (const part of oaParts({ text, choices: [...choices] }, { hasButtons: false })) {
      outcome = await sendPart(chat, { text: part.text });
      if (outcome.kind !== 'sent') break;
    }
    return outcome;
  }

  return async function send(chat: ChatKey, message: OutgoingMessage): Promise<SendOutcome> {
    if (!ownChat.test(chat)) return { kind: 'rejected', code: 'no-such-chat' };
    const isTooLarge = (message.image?.size ?? 0) > oaMaxImageBytes;
    const parts = partsOf(isTooLarge ? withoutImage(message) : message, layout);
    if (parts.length === 0) return { kind: 'rejected', code: 'empty' };
    let isPictureRefused = false;
    const outcome = await sendParts(chat, parts, async (part) => {
      const sent = await sendPart(chat, part);
      if (part.image) isPictureRefused = sent.kind === 'rejected';
      // By itself it is nothing that is edited or named later.
      return sent.kind === 'sent' && part.image && part.text === '' ? { kind: 'sent' } : sent;
    });
    // A picture Zalo does not take keeps nobody from the text.
    return isPictureRefused ? sendParts(chat, partsOf(withoutImage(message), layout), (part) => sendPart(chat, part)) : outcome;
  };
}

function partsOf(message: OutgoingMessage, layout: OaButtons): Part[] {
  const parts = oaParts(message, { hasButtons: layout !== 'off' });
  const { choices = [], rating = [] } = message;
  const isRated = layout !== 'off' && rating.length > 0 && choices.length + rating.length <= oaMaxButtons;
  const { image } = message;
  // Whether buttons and a picture go together is documented nowhere.
  const isOne = parts.length === 1 && parts[0]!.buttons.length === 0 && !isRated;
  const said = parts.map(({ text, buttons: below }, at) => ({
    ...(image && isOne ? { image } : {}),
    text,
    ...(below.length === 0 ? {} : { buttons: below }),
    ...(isRated && at === parts.length - 1 ? { rating } : {}),
  }));
  return image && !isOne ? [{ image, text: '' }, ...said] : said;
}

/** What an answer of Zalo's amounts to; an operator hears of what only a person can mend. */
function createOutcomes({ now, report }: Pick<OaSendingDeps, 'now' | 'report'>): (answer: ZaloOaAnswer) => SendOutcome {
  /** By Zalo's number, of which there are some dozens. */
  const toldAtMs = new Map<number, number>();

  function outcomeOf(answer: ZaloOaAnswer): SendOutcome {
    switch (answer.kind) {
      case 'ok': {
        const messageId = sentMessage.safeParse(answer.data).data?.message_id;
        return messageId === undefined ? { kind: 'sent' } : { kind: 'sent', messageId };
      }
      case 'refused':
        return refused(answer.code);
      case 'failed':
        return outcomeOfFailure(answer);
      case 'unauthorised':
      case 'unavailable':
        return answer;
    }
  }

  /** An announcement may meet the same refusal ten thousand times; an operator hears of it once a minute. */
  function refused(code: number): SendOutcome {
    const outcome = outcomeOfCode(code, now());
    const nowMs = now().getTime();
    if (nowMs - (toldAtMs.get(code) ?? Number.NEGATIVE_INFINITY) < tellEveryMs) return outcome;
    toldAtMs.set(code, nowMs);
    const task = personsTask(code);
    if (task !== undefined) report({ kind: 'needs-person', code, task });
    else if (outcome.kind === 'rejected') report({ kind: 'message-refused', code });
    return outcome;
  }

  return outcomeOf;
}

function messageBody(chat: ChatKey, { text, buttons = [], rating = [] }: Part, layout: OaButtons, picture?: string): unknown {
  const recipient = { user_id: ownChat.exec(chat)?.[1] };
  if (picture !== undefined) {
    const elements = [{ media_type: 'image', attachment_id: picture }];
    const attachment = { type: 'template', payload: { template_type: 'media', elements } };
    return { recipient, message: { ...(text === '' ? {} : { text }), attachment } };
  }
  const all = [...buttons, ...rating];
  if (all.length === 0 || layout === 'off') return { recipient, message: { text } };
  const payload = {
    ...(layout === 'media' ? { template_type: 'media' } : {}),
    // What is tapped comes back as a text of the person's, shown in the chat.
    buttons: all.map(({ label, value }) => ({ title: label, type: 'oa.query.show', payload: value })),
  };
  return { recipient, message: { text, attachment: { type: 'template', payload } } };
}
