/** What a province has gathered after years, for `npm run bench -- console`: put into a store as the service keeps it, and into a pack. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { Announcement } from '../src/announcements/announcement.ts';
import { officeRoles } from '../src/announcements/people/officials.ts';
import { createPublishing } from '../src/announcements/publishing.ts';
import type { Outcome } from '../src/announcements/refusal.ts';
import { openLogGuard } from '../src/app/guarding.ts';
import { openStore } from '../src/app/storage.ts';
import { parseConfig } from '../src/config.ts';
import { createPasswords } from '../src/console/signing-in/passwords.ts';
import { createLogger } from '../src/logger.ts';
import type { Store } from '../src/stores/store.ts';
import { draftAnnouncement, someRecord } from '../test/contracts/announcement-store.ts';
import { official } from '../test/contracts/officials.ts';
import { subscriber } from '../test/contracts/subscribers.ts';

export const amounts = { announcements: 10_000, facts: 1_000, groups: 5_000, subscribers: 6_000 };
export const account = { id: 'quan', password: 'con trâu đi trước cái cày', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' };
const now = () => new Date();
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString();

export const codeNow = (): string => new TOTP({ secret: Secret.fromBase32(account.secret) }).generate();

/** A pack with as many facts as are missing, on top of those given. */
export function writePack(folder: string, facts: number): void {
  mkdirSync(join(folder, 'facts'), { recursive: true });
  const source = '{ title: Văn bản số 1, publisher: Ủy ban bầu cử, date: 2026-03-01 }';
  writeFileSync(join(folder, 'facts/sources.yaml'), `sources:\n  bench: ${source}\n`);
  const one = (i: number): string => `  - id: bench-${i}
    topic: voting
    kinds: [how-many]
    statement: Tổ dân phố số ${i} của phường có ${100 + i} cử tri trong danh sách cử tri đã niêm yết.
    subject: tổ dân phố số ${i}
    measure: cử tri trong danh sách của tổ ${i}
    values:
      - { of: cử tri của tổ dân phố số ${i}, number: ${100 + i}, unit: cử tri }
    level: all
    area: tỉnh Lào Cai từ 01/07/2025
    confidence: single-source
    sources:
      - { key: bench }
    asks:
      - tổ dân phố số ${i} có bao nhiêu cử tri
      - danh sách cử tri tổ ${i} có mấy người
`;
  writeFileSync(join(folder, 'facts/many.yaml'), `facts:\n${Array.from({ length: facts }, (_, i) => one(i + 1)).join('')}`);
}

const states = ['finished', 'finished', 'finished', 'stopped', 'expired'] as const;

async function fillAnnouncements({ announcements }: Store): Promise<void> {
  const text =
    'Ngày 15/3/2026, cử tri xã Hợp Thành đi bầu từ 7 giờ tại nhà văn hóa thôn. Mang theo thẻ cử tri và giấy tờ tùy thân.';
  const group = 2_500;
  for (let from = 0; from < amounts.announcements; from += group)
    await Promise.all(
      Array.from({ length: group }, (_, i) => {
        const number = from + i;
        const at = day((amounts.announcements - number) / 10);
        // In force for a month: some hundreds still are.
        const draft = { ...draftAnnouncement(`a${number}`), state: states[number % states.length]!, createdAt: at };
        const content = {
          text: `${text} (${number})`,
          buttons: [],
          audience: { kind: 'everyone' as const },
          expiresAt: day((amounts.announcements - number) / 10 - 30),
        };
        return announcements.create({ ...draft, content, startedAt: at, endedAt: at }, someRecord(`a${number}`));
      }),
    );
}

async function fillQuestions({ unanswered }: Store): Promise<void> {
  await Promise.all(
    Array.from({ length: amounts.groups }, (_, i) => {
      const id = `g${String(i).padStart(5, '0')}`;
      const asked = (at: number) => ({
        text: `Tôi muốn hỏi nhà văn hóa tổ ${i} có chỗ để xe ${at} bánh cho cử tri lớn tuổi không ạ`,
        read: `nhà văn hóa tổ ${i} có chỗ để xe ${at} bánh cho cử tri lớn tuổi không`,
        day: day(i % 28).slice(0, 10),
      });
      const days = Object.fromEntries([0, 1, 2].map((ago) => [day(ago).slice(0, 10), { telegram: 1 + (i % 7), 'zalo-oa': 2 }]));
      const next = { id, wordings: [2, 3, 4, 5, 6].map(asked), days, nearest: ['bench-1', 'bench-2'] };
      return unanswered.groups.change(id, () => ({ next, result: undefined }));
    }),
  );
}

function announcementIn(outcome: Outcome<Announcement>): Announcement {
  if (outcome.kind === 'refused') throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.value;
}

/** One announcement of two officials that waits for an approval, and one that is on its way to everybody. */
async function begin(store: Store, { issuer, approvalKey }: { issuer: string; approvalKey: string }): Promise<void> {
  const deps = { ...store, channels: [{ name: 'telegram', maxTextLength: 4096 }], now, issuer, approvalKey, facts: () => [] };
  let made = 0;
  const guard = openLogGuard({ store, approvalKey, logger: console, now });
  const publishing = createPublishing({ ...deps, guard, newId: () => `live-${++made}` });
  const [author, approver] = ['lan', 'minh'].map((id) => ({ official: id, from: 'console' as const })) as [never, never];
  const text = 'Điểm bỏ phiếu số 1 mở cửa lúc 7 giờ ngày 15/3/2026.';
  const content = { text, buttons: [], audience: { kind: 'everyone' as const }, expiresAt: day(-3) };
  for (const goesOn of [false, true]) {
    const { id } = announcementIn(await publishing.draft(author, 'notice', content));
    announcementIn(await publishing.submit(author, id, {}));
    if (!goesOn) continue;
    const preview = await publishing.preview(approver, id);
    if (preview.kind === 'refused') throw new Error(preview.refusal.code);
    const { hash, phrase = '' } = preview.value;
    announcementIn(await publishing.approve(approver, id, { hash, phrase, code: codeNow() }));
    announcementIn(await publishing.send(author, id, { hash, code: codeNow() }));
  }
}

/** Fills the store the settings name. Returns the numbers of what waits for approval and of what is being sent. */
export async function fill(settings: Record<string, string>): Promise<{ waiting: number; live: number }> {
  const config = parseConfig(settings);
  const store = await openStore(config, createLogger('silent'), now);
  const password = await createPasswords().hash(account.password);
  const totp = { secret: account.secret, lastStep: 0, failures: 0 };
  await store.officials.update(() => ({
    officials: [
      official(account.id, { roles: officeRoles, totp, access: { password } }),
      official('lan', { totp }),
      official('minh', { roles: ['approver'], totp }),
    ],
    records: [],
    result: undefined,
  }));
  await fillAnnouncements(store);
  await fillQuestions(store);
  const at = day(1);
  await Promise.all(
    Array.from({ length: amounts.subscribers }, (_, i) =>
      store.subscribers.put(subscriber(`telegram:${i + 1}`, { subscribedAt: at, lastContactAt: at })),
    ),
  );
  await begin(store, { issuer: config.CUTRI_ISSUER ?? '', approvalKey: config.CUTRI_APPROVAL_KEY ?? '' });
  await store.close();
  return { waiting: amounts.announcements + 1, live: amounts.announcements + 2 };
}
