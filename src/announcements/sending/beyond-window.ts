import type { TemplateOutcome } from '../../messaging/template.ts';
import { afterTemplate, type TemplateResult } from './delivery.ts';
import type { Insist } from './insisting.ts';
import type { Lane } from './lane.ts';
import { type ClaimedDelivery, longestAheadMs } from './outbox.ts';
import type { Sendable } from './sendables.ts';
import type { Standing } from './standing.ts';
import type { Supply } from './supply.ts';
import type { Turns } from './turns.ts';

/** What becomes of a delivery after the platform said that the person has been silent for too long: told by a template where there is one, or deferred. */
export type BeyondWindow = (delivery: ClaimedDelivery, sendable: Sendable) => Promise<TemplateResult>;

export interface BeyondWindowDeps {
  lane: Pick<Lane, 'template'>;
  turns: Turns;
  standing: Standing;
  supply: Pick<Supply, 'rest'>;
  insist: Insist;
  nowMs: () => number;
  random: () => number;
  failed: (what: string, error: unknown) => void;
}

/**
 * A template is a message like another: it takes a turn of the lane, and a stop beats it. It is paid for, and without it nobody loses the
 * announcement; so one that may have gone is never sent again.
 */
export function createBeyondWindow(deps: BeyondWindowDeps): BeyondWindow {
  const { lane, turns, standing, supply, insist, nowMs, random, failed } = deps;

  function unchanged({ attempts, uncertain, firstAttemptAt }: ClaimedDelivery, dueMs: number): TemplateResult {
    const dueAt = new Date(dueMs).toISOString();
    const first = firstAttemptAt === undefined ? {} : { firstAttemptAt };
    return { next: { kind: 'pending', dueAt, attempts, uncertain, ...first } };
  }

  return async (delivery, { template }) => {
    const send = lane.template;
    const { chat } = delivery;
    if (!send || !template || delivery.template !== undefined) return { next: { kind: 'deferred' } };
    if (delivery.uncertain > 0) return { next: { kind: 'deferred' }, template: 'unheard' };
    const laterMs = await insist('taking a turn', () => turns.wait(chat));
    if (laterMs !== undefined) {
      supply.rest(laterMs);
      return unchanged(delivery, Math.min(laterMs, nowMs() + longestAheadMs));
    }
    const stands = await standing(delivery);
    if (stands === 'left') return { next: { kind: 'left' } };
    if (stands === 'closed') return unchanged(delivery, nowMs());
    let outcome: TemplateOutcome;
    try {
      outcome = await send(chat, template.message);
    } catch (error) {
      failed('sending a template', error);
      outcome = { kind: 'uncertain' };
    }
    const { kind } = outcome;
    if (kind === 'rate-limited') await insist('pausing the lane', () => turns.refused(outcome.retryAfterMs));
    return afterTemplate(delivery, outcome, { isWhole: template.isWhole, nowMs: nowMs(), random: random() });
  };
}
