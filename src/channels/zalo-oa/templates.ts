/** Approved templates by user id: what an Official Account may send to who has been silent for more than seven days. */
import { z } from 'zod';
import type { ChatKey } from '../../messaging/message.ts';
import type { TemplateMessage, TemplateOutcome } from '../../messaging/template.ts';
import { outcomeOfFailure } from '../request-json.ts';
import type { SendGate } from '../send-gate.ts';
import type { ZaloOaApi } from './api.ts';
import { refusedTemplate, untilNextMinuteMs } from './errors.ts';

/** A template was refused: Zalo's number, and what somebody has to do about it, where it is known. */
export interface TemplateRefused {
  kind: 'template-refused';
  code: number;
  task: string | undefined;
}

export interface OaTemplatesDeps {
  api: ZaloOaApi;
  gate: SendGate;
  now: () => Date;
  report(event: TemplateRefused): void;
}

const ownChat = /^zalo-oa:([\w-]{1,64})$/u;
const taken = z.object({ message_id: z.string().min(1).optional().catch(undefined), quota: z.unknown().optional() });
/** Zalo is not asked for so long after a refusal that the next person would get as well. */
const restMs = 10 * 60_000;
const everyTemplate = '';

export function createOaTemplates({ api, gate, now, report }: OaTemplatesDeps) {
  /** Template with what stands in it, or `everyTemplate` → until when it is not tried. */
  const restsUntilMs = new Map<string, number>();

  function rests(key: string): boolean {
    const nowMs = now().getTime();
    for (const [held, untilMs] of restsUntilMs) if (untilMs <= nowMs) restsUntilMs.delete(held);
    return restsUntilMs.has(everyTemplate) || restsUntilMs.has(key);
  }

  function refused(code: number, key: string): TemplateOutcome {
    const { scope, task } = refusedTemplate(code);
    if (scope !== 'person') restsUntilMs.set(scope === 'everybody' ? everyTemplate : key, now().getTime() + restMs);
    if (scope !== 'person' || task !== undefined) report({ kind: 'template-refused', code, task });
    return { kind: 'refused' };
  }

  return async function sendTemplate(chat: ChatKey, { id, parameters }: TemplateMessage): Promise<TemplateOutcome> {
    const user = ownChat.exec(chat)?.[1];
    const key = JSON.stringify([id, parameters]);
    if (user === undefined || rests(key)) return { kind: 'refused' };
    const closed = gate.closed(chat);
    if (closed) return closed.kind === 'rate-limited' ? closed : { kind: 'unavailable' };
    const body = { user_id: user, template_id: id, template_data: parameters };
    const answer = await api.call({ method: 'POST', path: '/v3.0/oa/message/template', body, once: true });
    const rest = (retryAfterMs: number): TemplateOutcome => {
      gate.observe(chat, { kind: 'rate-limited', retryAfterMs });
      return { kind: 'rate-limited', retryAfterMs };
    };
    switch (answer.kind) {
      case 'ok': {
        if (answer.remaining === 0) rest(untilNextMinuteMs(now()));
        const { message_id: messageId, quota } = taken.safeParse(answer.data).data ?? { message_id: undefined, quota: undefined };
        // An answer that names no quota is of a message that was charged.
        const cost = quota === undefined || quota === null ? 'charged' : 'quota';
        return { kind: 'sent', ...(messageId === undefined ? {} : { messageId }), cost };
      }
      case 'refused':
        if (answer.code === -32) return rest(untilNextMinuteMs(now()));
        return answer.code === -200 ? { kind: 'unavailable' } : refused(answer.code, key);
      case 'failed': {
        const { kind } = outcomeOfFailure(answer);
        return { kind: kind === 'unavailable' ? kind : 'uncertain' };
      }
      case 'unauthorised':
      case 'unavailable':
        return { kind: 'unavailable' };
    }
  };
}
