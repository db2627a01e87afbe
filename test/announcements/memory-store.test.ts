import { describe } from 'vitest';
import { describeAnnouncementStore } from '../contracts/announcement-store.ts';
import { describeAudit } from '../contracts/audit.ts';
import { describeIntake } from '../contracts/intake.ts';
import { describeOfficials } from '../contracts/officials.ts';
import { describeOutbox } from '../contracts/outbox.ts';
import { describePaceStore } from '../contracts/pace-store.ts';
import { describeSubscribers } from '../contracts/subscribers.ts';
import { createAnnouncementsMemory } from '../fakes/announcements-memory.ts';
import { createTestClock } from '../fakes/clock.ts';

const open = async () => {
  const clock = createTestClock();
  return { ...createAnnouncementsMemory(clock.now), clock };
};

describe('the store the other tests run on', () => {
  describe('subscribers', () => describeSubscribers(open));
  describe('many who join', () => describeIntake(open));
  describe('outbox', () => describeOutbox(open));
  describe('announcements', () => describeAnnouncementStore(open));
  describe('officials', () => describeOfficials(open));
  describe('audit', () => describeAudit(async () => (await open()).audit));
  describe('pace', () => describePaceStore(async () => (await open()).pace));
});
