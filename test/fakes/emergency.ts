import type { Actor } from '../../src/announcements/acting.ts';
import type { Announcement, Content } from '../../src/announcements/announcement.ts';
import type { EmergencyPath, EmergencyWish } from '../../src/announcements/emergency/alarm.ts';
import type { Publishing } from '../../src/announcements/publishing.ts';
import type { Outcome } from '../../src/announcements/refusal.ts';
import { lan, minh, valueIn } from './announcing.ts';

/** What either harness has: the core in memory, or the sealed store of the bypass tests. */
export interface EmergencyWorld {
  publishing: Publishing;
  emergency: EmergencyPath;
  code(id: string): Promise<string>;
  clock: { advance(ms: number): Promise<void> };
}

export const templateText = 'Khu vực bỏ phiếu chuyển đến {nơi mới} từ {giờ}. Bà con mang theo thẻ cử tri.';
export const values = { 'nơi mới': 'Nhà văn hóa thôn Kim Thành 2', giờ: '09:30' };

/** Two blanks, half a day in force, for everyone. */
export const templateContent = (changes: Partial<Content> = {}): Content => ({
  text: templateText,
  buttons: [],
  audience: { kind: 'everyone' },
  expiresAt: '2026-06-01T00:00:00.000Z',
  terms: {
    blanks: [
      { name: 'nơi mới', type: 'place', most: 60 },
      { name: 'giờ', type: 'time', most: 5 },
    ],
    hours: 12,
  },
  ...changes,
});

export async function submittedTemplate({ publishing }: EmergencyWorld, changes: Partial<Content> = {}): Promise<Announcement> {
  const { id } = valueIn(await publishing.draft(lan, 'template', templateContent(changes)));
  return valueIn(await publishing.submit(lan, id, {}));
}

/** By what the preview asks for. */
export async function approveTemplate(world: EmergencyWorld, id: string, by: Actor = minh): Promise<Outcome<Announcement>> {
  const { hash, phrase = '' } = valueIn(await world.publishing.preview(by, id));
  const outcome = await world.publishing.approve(by, id, { hash, phrase, code: await world.code(by.official) });
  await world.clock.advance(30_000);
  return outcome;
}

/** Of lan's, approved by minh. */
export async function approvedTemplate(world: EmergencyWorld, changes: Partial<Content> = {}): Promise<Announcement> {
  return valueIn(await approveTemplate(world, (await submittedTemplate(world, changes)).id));
}

/** Looked at and sent as a person does it; `given` in place of what the look and the authenticator say. */
export async function sendEmergency(
  world: EmergencyWorld,
  wish: Omit<EmergencyWish, 'values'> & { values?: EmergencyWish['values'] },
  { by = minh, ...given }: { by?: Actor; hash?: string; code?: string } = {},
): Promise<Outcome<Announcement>> {
  const whole = { values, ...wish };
  const look = await world.emergency.look(by, whole);
  const hash = look.kind === 'done' ? look.value.hash : '';
  return world.emergency.send(by, whole, { hash, code: given.code ?? (await world.code(by.official)), ...given });
}
