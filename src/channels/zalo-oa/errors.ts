/** What Zalo's error numbers of the Official Account API amount to; they come inside HTTP 200. */
import type { SendOutcome } from '../../messaging/channel.ts';

/** The access token is not taken: a new one may be. `-124` is the other host's number for it. */
const staleToken = new Set([-216, -220, -124]);

export function isStaleToken(code: number): boolean {
  return staleToken.has(code);
}

/** A message with buttons is refused as such; the same as a numbered menu may be taken. */
const buttonsRefused = new Set([-233, -224, -201, -210]);

export function mayBeTheButtons(code: number): boolean {
  return buttonsRefused.has(code);
}

/** Zalo's own words for the numbers only a person can do something about, and what that is. */
const needsPerson = new Map<number, string>([
  [-204, 'the Official Account is disabled'],
  [-205, 'the Official Account does not exist'],
  [-209, 'the app is not activated for the API: activate it in the developer console'],
  [-212, 'the app is not registered for this API'],
  [-219, 'the app was removed'],
  [-221, 'the Official Account is not verified'],
  [-223, 'the Official Account has not granted the app this permission: grant it again in the developer console'],
  [-224, 'the package of the Official Account does not include this: upgrade it in OA Manager'],
  [-235, 'this type of Official Account may not do this'],
  [-242, 'the proof of the app secret is missing or wrong: see CUTRI_ZALO_OA_PROOF'],
  [-320, 'the app has no Zalo Cloud Account'],
  [-321, 'the Zalo Cloud Account has no money left'],
]);

const quotaUsedUp = -211;

/** What an operator has to do or know about the number, if anything. */
export function personsTask(code: number): string | undefined {
  if (code === quotaUsedUp) return 'the paid messages of the Official Account are used up: people who write are still answered';
  return needsPerson.get(code);
}

const vietnamHoursAhead = 7;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * The outcome of a send Zalo refused with this number. Numbers nobody has documented end the message: repeating what was never understood helps
 * nobody.
 */
export function outcomeOfCode(code: number, now: Date): SendOutcome {
  if (isStaleToken(code) || needsPerson.has(code)) return { kind: 'unauthorised' };
  switch (code) {
    case -230: // no contact for 7 days
    case -232:
    // Does not follow, or no contact in the window: only `unfollow` is a goodbye.
    case -213:
      return { kind: 'outside-window', isSilence: true };
    case -218: // limit of this recipient: it ends, they are not to lose their subscription over it
    case quotaUsedUp: // within 48 hours of the next contact sending is free again
    // Each of these ends by itself or when the person writes.
    case -217: // blocked us
    case -244: // wants no such messages
    case -227: // banned, or away from Zalo for 45 days
      return { kind: 'outside-window' };
    case -32: // calls are counted per minute
      return { kind: 'rate-limited', retryAfterMs: untilNextMinuteMs(now) };
    case -234: // not between 22:00 and 06:00
      return { kind: 'rate-limited', retryAfterMs: untilMorningMs(now) };
    case -200: // "send failed"
      return { kind: 'unavailable' };
    default:
      return { kind: 'rejected', code: String(code) };
  }
}

/** 1 s to 61 s: one second into the next minute. */
export function untilNextMinuteMs(now: Date): number {
  return minuteMs - (now.getTime() % minuteMs) + 1_000;
}

/** Until 06:05 in Vietnam; by day, when nothing should be closed, an hour. */
function untilMorningMs(now: Date): number {
  const sinceMidnightMs = (now.getTime() + vietnamHoursAhead * 60 * minuteMs) % dayMs;
  const untilMs = (6 * 60 * minuteMs + 5 * minuteMs - sinceMidnightMs + dayMs) % dayMs;
  return untilMs > 9 * 60 * minuteMs ? 60 * minuteMs : untilMs + 1_000;
}

/** What a refused template says of the next one: nothing where the person is the reason. `task`: what somebody has to do, where it is known. */
export function refusedTemplate(code: number): { scope: 'everybody' | 'template' | 'person'; task: string | undefined } {
  const task = templateTasks.get(code) ?? needsPerson.get(code);
  if (needsPerson.has(code) || code === quotaUsedUp || code === nightOnly) return { scope: 'everybody', task };
  return { scope: templateTasks.has(code) ? 'template' : 'person', task };
}

const nightOnly = -234;

const templateTasks = new Map<number, string>([
  [quotaUsedUp, 'the paid template messages are used up: who has been silent for too long waits for their next contact'],
  [nightOnly, 'Zalo takes no templates of this kind between 22:00 and 06:00: have one of tag 1 or 2 approved'],
  [
    -201,
    'the id of the template or the name of a parameter is not what Zalo approved: see CUTRI_ZALO_OA_TEMPLATE_ID and _PARAMETERS',
  ],
  [-210, 'a parameter is longer than Zalo takes: lower its limit in CUTRI_ZALO_OA_TEMPLATE_PARAMETERS'],
  [-233, 'Zalo does not take this kind of message for this template'],
  [-240, 'Zalo has shut down this way of sending'],
  [-248, 'Zalo holds this content against its standards'],
  [-249, 'this template may not be sent by user id: have one approved that may'],
]);
