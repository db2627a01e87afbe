import { describe, expect, it } from 'vitest';
import type { Official } from '../../../src/announcements/people/officials.ts';
import type { Proposal } from '../../../src/conversations/proposals/proposal.ts';
import { createProposing } from '../../../src/conversations/proposals/proposing.ts';
import { createProposalNews, type ProposalNews, withProposalNews } from '../../../src/conversations/proposals/telling.ts';
import type { PackEdit } from '../../../src/elections/pack/edit.ts';
import { createToldStore } from '../../../src/stores/proposals/told.ts';
import { official } from '../../contracts/officials.ts';
import { createAnnouncementsMemory } from '../../fakes/announcements-memory.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { createRecordsMemory } from '../../fakes/records-memory.ts';
import { createTicketsMemory } from '../../fakes/tickets-memory.ts';

const wording: PackEdit = { kind: 'wording', fact: 'voting-age', wording: 'mấy tuổi đi bầu' };
const stations: PackEdit = { kind: 'stations', commune: '02680', title: 'xã Hợp Thành', rows: [] };
const file = { file: 'facts/voting.yaml', before: 'a', after: 'b' };
const minuteMs = 60_000;

function open() {
  const clock = createTestClock();
  const account = (id: string, changes: Partial<Official> = {}): Official => ({
    ...official(id),
    person: id,
    name: `bà ${id}`,
    roles: ['editor'],
    chat: `telegram:${id}`,
    ...changes,
  });
  let people = [
    account('lan', { notices: ['zalo-oa:lan'] }),
    account('minh'),
    account('hoa', { chat: undefined as never, notices: ['web:hoa'] }),
    account('an', { roles: ['commune'], commune: '02680', chat: undefined as never, notices: ['zalo-bot:an'] }),
    account('unlinked', { chat: undefined as never }),
    account('gone', { disabled: true }),
    account('author', { roles: ['author', 'approver', 'admin'] }),
  ];
  const officials = { list: async () => people };
  const store = { proposals: createRecordsMemory<Proposal>(), versions: createRecordsMemory<never>() };
  const heard: { chat: string; text: string }[] = [];
  const errors: unknown[] = [];
  const telling: Promise<void>[] = [];
  const tickets = createTicketsMemory();
  const newsOfAProcess = () =>
    createProposalNews({
      officials,
      told: createToldStore(tickets, clock.now),
      proposals: store.proposals,
      say: async (said) => void heard.push(...said),
      report: (error) => errors.push(error),
      console: 'https://bau-cu.example.vn/quan-tri',
      now: clock.now,
    });
  let news = newsOfAProcess();
  const waited: Pick<ProposalNews, 'proposed' | 'ended'> = {
    proposed: (...given) => telling[telling.push(news.proposed(...given)) - 1]!,
    ended: (...given) => telling[telling.push(news.ended(...given)) - 1]!,
  };
  let ids = 0;
  const proposing = withProposalNews(
    createProposing({
      store,
      writer: {
        try: async () => ({ kind: 'fits', seen: 'as it was', ...file }),
        make: async () => ({ kind: 'written', recorded: 'commit', ...file }),
      },
      ...{ officials, audit: createAnnouncementsMemory(clock.now).audit },
      newId: () => `p${++ids}`,
      now: clock.now,
    }),
    waited,
  );
  const who = (id: string) => people.find((one) => one.id === id)!;
  /** What was said since the last look, by chat. */
  async function told(): Promise<Record<string, string>> {
    await Promise.all(telling);
    await news.tick();
    return Object.fromEntries(heard.splice(0).map(({ chat, text }) => [chat, text]));
  }
  return {
    clock,
    errors,
    tickets,
    told,
    restart: () => {
      news = newsOfAProcess();
    },
    /** So many processes look at the same moment for what is to be told. */
    lookAtOnce: (processes: number) => Promise.all(Array.from({ length: processes }, () => newsOfAProcess().tick())),
    /** Somebody writes into the store. */
    doubt: (id: string) =>
      store.proposals.change(id, (held) => ({ next: held && { ...held, doubt: 'altered' as const }, result: undefined })),
    propose: (id: string, edit: PackEdit = wording) => proposing.propose(who(id), edit),
    publish: (id: string, proposal: string) => proposing.publish(who(id), proposal),
    drop: (id: string, proposal: string) => proposing.drop(who(id), proposal),
    change: (id: string, changes: Partial<Official>) => {
      people = people.map((one) => (one.id === id ? { ...one, ...changes } : one));
    },
    breakDown: () => {
      officials.list = async () => {
        throw new Error('the store is away');
      };
    },
  };
}

describe('a proposal that waits', () => {
  it('is told to editors who may publish it, on every linked chat; to nobody else', async () => {
    const { propose, told } = open();
    await propose('an', stations);
    const text =
      '📥 1 đề xuất chờ bạn xem và đăng: nơi bỏ phiếu của xã Hợp Thành. Xem: https://bau-cu.example.vn/quan-tri/de-xuat';
    expect(await told()).toEqual({ 'telegram:lan': text, 'zalo-oa:lan': text, 'telegram:minh': text, 'web:hoa': text });
  });

  it('is not told to its writer, nor to another account of the same person', async () => {
    const { propose, told, change } = open();
    change('hoa', { person: 'lan' });
    await propose('lan');
    expect(Object.keys(await told())).toEqual(['telegram:minh']);
  });

  it('is told at most once an hour; several are joined in one line, without those that were ended meanwhile', async () => {
    const { propose, publish, told, clock } = open();
    await propose('lan');
    expect(Object.keys(await told())).toEqual(['telegram:minh', 'web:hoa']);
    await clock.advance(minuteMs);
    await propose('lan');
    await propose('an', stations);
    await propose('lan');
    await propose('lan');
    await publish('hoa', 'p2');
    expect((await told())['telegram:minh']).toBeUndefined();
    await clock.advance(59 * minuteMs - 1);
    expect(await told()).toEqual({});
    await clock.advance(1);
    expect((await told())['telegram:minh']).toBe(
      '📥 3 đề xuất chờ bạn xem và đăng: nơi bỏ phiếu của xã Hợp Thành; cách hỏi mới (2). Xem: https://bau-cu.example.vn/quan-tri/de-xuat',
    );
    await clock.advance(120 * minuteMs);
    expect(await told()).toEqual({});
  });

  it('is told once an hour whatever process tells it, and after a restart', async () => {
    const { propose, told, clock, restart, lookAtOnce } = open();
    await propose('an', stations);
    expect(Object.keys(await told())).toHaveLength(4);
    restart();
    await propose('an', stations);
    expect(await told()).toEqual({});
    restart();
    await clock.advance(60 * minuteMs);
    await lookAtOnce(3);
    expect(await told()).toEqual(
      Object.fromEntries(
        ['telegram:lan', 'zalo-oa:lan', 'telegram:minh', 'web:hoa'].map((chat) => [chat, expect.stringContaining('1 đề xuất')]),
      ),
    );
  });

  it('names no chat where it is kept whom it was told', async () => {
    const { propose, told, tickets } = open();
    await propose('an', stations);
    await told();
    const kept = await tickets.ofOwner('proposal-news');
    expect(kept).toHaveLength(4);
    expect(JSON.stringify(kept)).not.toMatch(/telegram|zalo|web:|lan|minh|hoa/u);
  });

  it('is told to nobody where it cannot be published, because it was changed in the store', async () => {
    const { propose, told, doubt, clock } = open();
    await propose('lan');
    await told();
    await propose('lan');
    await doubt('p2');
    await clock.advance(60 * minuteMs);
    expect(await told()).toEqual({});
  });

  it('is told to nobody who is no editor any more, or whose chat is not linked any more, when its hour comes', async () => {
    const { propose, told, change, clock } = open();
    await propose('lan');
    await told();
    await propose('lan');
    change('minh', { roles: ['auditor'] });
    change('hoa', { notices: [] });
    await clock.advance(60 * minuteMs);
    expect(await told()).toEqual({});
  });

  it('names no words of it', async () => {
    const { propose, told } = open();
    await propose('lan');
    expect(Object.values(await told()).join('')).not.toMatch(/voting-age|mấy tuổi|lan\b/u);
  });
});

describe('what became of a proposal', () => {
  it('is told to whoever made it, on every linked chat, with who published it', async () => {
    const { propose, publish, told } = open();
    await propose('lan');
    await told();
    await publish('minh', 'p1');
    const text =
      '✅ bà minh đã đăng đề xuất của bạn (cách hỏi mới, ngày 01/03/2026). Xem: https://bau-cu.example.vn/quan-tri/de-xuat/p1';
    expect(await told()).toEqual({ 'telegram:lan': text, 'zalo-oa:lan': text });
  });

  it('is told to a commune officer whose list was dropped', async () => {
    const { propose, drop, told } = open();
    await propose('an', stations);
    await told();
    await drop('minh', 'p1');
    expect((await told())['zalo-bot:an']).toContain(
      '↩️ bà minh đã bỏ đề xuất của bạn (nơi bỏ phiếu của xã Hợp Thành, ngày 01/03/2026), không đăng.',
    );
  });

  it('is told to nobody who dropped their own, whose account is disabled, or who has linked no chat', async () => {
    const { propose, drop, publish, told, change } = open();
    await propose('an', stations);
    await propose('unlinked');
    await propose('lan');
    await told();
    await drop('an', 'p1');
    await publish('minh', 'p2');
    change('lan', { disabled: true });
    await publish('minh', 'p3');
    expect(await told()).toEqual({});
  });

  it('keeps nobody from publishing where nobody can be told', async () => {
    const { propose, drop, told, breakDown, errors } = open();
    await propose('lan');
    await told();
    breakDown();
    expect(await drop('minh', 'p1')).toEqual({ kind: 'dropped' });
    await told();
    expect(errors).toHaveLength(1);
  });
});
