import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedStack } from '../../src/app/knowledge.ts';
import { createLogger } from '../../src/logger.ts';
import { type Emulator, startEmulator } from '../fakes/telegram-emulator.ts';
import { type Neighbour, openTown, type Town } from '../fakes/town.ts';

/** Polling stations of three wards, over the pack that comes with cutri, which has none. */
const stations = `commune,area,hamlets,name,address,lat,lon,opens,closes,accessibility,source
phường Cam Đường,1,tổ dân phố 1; tổ dân phố 31,Nhà văn hóa Hoa Ban,đường Hoàng Quốc Việt,,,07:00,19:00,,units-1673
phường Cam Đường,2,tổ dân phố 3; tổ dân phố 4,Trường tiểu học Hoa Mơ,đường Trần Phú,,,07:00,19:00,,units-1673
phường Lào Cai,5,tổ 5,Nhà văn hóa Hoa Lê,đường Nhạc Sơn,,,07:00,19:00,,units-1673
phường Lào Cai,6,tổ 6,Nhà văn hóa Hoa Đào,đường Cốc Lếu,,,07:00,19:00,,units-1673
phường Sa Pa,7,tổ 1,Nhà văn hóa Hoa Hồng,đường Thạch Sơn,,,07:00,19:00,,units-1673
`;

let emulator: Emulator;
let town: Town;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cutri-stations-'));
  mkdirSync(join(folder, 'units'));
  writeFileSync(join(folder, 'units', 'polling-stations.csv'), stations);
  emulator = await startEmulator();
  town = await openTown(emulator, undefined, createLogger('silent'), { CUTRI_KNOWLEDGE: `${shippedStack}:${folder}` });
});
afterAll(async () => {
  await town.close();
  await emulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

let chats = 9_000;
/** Somebody who never wrote before. */
const newcomers: [string, () => Neighbour][] = [
  [
    'Telegram',
    () => {
      chats += 1;
      return town.onTelegram(chats);
    },
  ],
  ['a Zalo Official Account', () => town.onZaloOa()],
  ['a Zalo bot', () => town.onZaloBot()],
];

const isOver = 'Cuộc bầu cử ngày 15/03/2026 đã kết thúc.';

describe.each(newcomers)('no dead end on %s', (_, meet) => {
  /** Says lines one after the other; gives back what was read after each. */
  async function say(...lines: string[]): Promise<string[]> {
    const person = meet();
    const read: string[] = [];
    for (const line of lines) read.push(await person.says(line));
    return read;
  }
  const last = async (...lines: string[]): Promise<string> => (await say(...lines)).at(-1)!;

  describe('1: our own question takes every natural answer', () => {
    it.each([
      ['2 ạ', 'phường Cam Đường bỏ phiếu ở đâu', 'Trường tiểu học Hoa Mơ'],
      ['to dan pho 3', 'phường Cam Đường bỏ phiếu ở đâu', 'Trường tiểu học Hoa Mơ'],
      ['Sa Pa', 'tôi đi bầu ở đâu', 'Nhà văn hóa Hoa Hồng'],
      ['tôi ở tổ 5 phường Lào Cai', 'tôi đi bầu ở đâu', 'Nhà văn hóa Hoa Lê'],
      ['tôi ở tổ 5 phường Lào Cai', '/donvi', 'Phường Lào Cai thuộc'],
      ['xã tôi là Bản Liền', '/donvi', 'Xã Bản Liền thuộc đơn vị bầu cử số 3'],
    ])('"%s", after "%s"', async (answer, question, reply) => {
      const [asked, said] = await say(question, answer);
      expect(asked).toMatch(/Bạn ở (?:thôn, tổ dân phố|xã, phường) nào\?/u);
      expect(said).toContain(reply);
    });
  });

  describe('2: numbers', () => {
    it('a list that was shown is picked from again after an answer to something else', async () => {
      const [, first, between, second] = await say('phường Cam Đường bỏ phiếu ở đâu', '1', 'ngay bau cu la ngay nao', 'số 2');
      expect(first).toContain('Nhà văn hóa Hoa Ban');
      expect(between).toContain('15/03/2026, 07:00-19:00');
      expect(second).toContain('Trường tiểu học Hoa Mơ');
    });

    it.each(['2', 'chọn 3'])('"%s" without a list says so, and nothing is searched for', async (number) => {
      const said = await last(number);
      expect(said).toContain('không có danh sách nào đang chờ bạn chọn số');
      expect(said).not.toContain('Nguồn');
    });
  });

  describe('3: a question in pieces', () => {
    it('three messages within half a minute are one question', async () => {
      const [opening, place, said] = await say('Cho em hỏi', 'phường Cam Đường', 'thuộc đơn vị bầu cử nào ạ');
      expect(opening).toContain('mời bạn hỏi');
      expect(place).toContain('Bạn muốn hỏi gì về phường Cam Đường?');
      expect(said).toMatch(/Phường Cam Đường thuộc[\s\S]*đơn vị bầu cử số 09/u);
    });

    it('a lone place is remembered for what is asked next', async () => {
      expect(await last('phường Sa Pa', 'đi bầu ở đâu')).toContain('Nhà văn hóa Hoa Hồng');
    });

    it('whoever asks for leave to ask is invited to', async () => {
      expect(await last('dạ cho em hỏi với')).toContain('mời bạn hỏi');
    });
  });

  describe('4: where and when', () => {
    it('"tôi đi bầu ở đâu" is told that the vote is over, and asked for the commune', async () => {
      expect(await last('tôi đi bầu ở đâu')).toMatch(new RegExp(`${isOver}[\\s\\S]*Bạn ở xã, phường nào\\?`, 'u'));
    });

    it.each(['phường Sa Pa bỏ phiếu ở đâu', 'phường Cam Đường bỏ phiếu ở đâu', 'xã Gia Phú bỏ phiếu ở đâu'])(
      '"%s" is told first that the vote is over',
      async (question) => expect((await last(question)).replace(/^<b>/u, '').indexOf(isOver)).toBe(0),
    );

    it('"còn bao nhiêu ngày nữa bầu cử" is answered', async () => {
      expect(await last('còn bao nhiêu ngày nữa bầu cử')).toMatch(/Đã qua \d+ ngày[\s\S]*15\/03\/2026[\s\S]*Nguồn/u);
    });
  });

  describe('5: in words as well as by command', () => {
    it('subscribing and unsubscribing', async () => {
      const [offer, subscribed, left] = await say('đăng ký nhận thông báo', '#dangky tất cả', 'hủy đăng ký');
      expect(offer).toContain('Bạn muốn nhận thông báo nào?');
      expect(subscribed).toMatch(/Đã đăng ký[\s\S]*tất cả chủ đề/u);
      expect(left).toContain('Bạn không nhận thông báo nào nữa');
    });

    it.each(['xóa dữ liệu của tôi', '#xoa'])('being forgotten: %s', async (wish) => {
      expect(await last('#dangky tất cả', wish)).toContain('Đã xóa những gì tôi giữ');
    });

    it('whether a notice is genuine', async () => {
      const [how, said] = await say('thông báo này thật hay giả', 'Cả xã mình được phát gạo khi đi bầu, bà con nhé.');
      expect(how).toContain('dán nguyên văn tin vào đây');
      expect(said).toContain('KHÔNG PHẢI của chúng tôi');
    });

    it('a person, who is there today', async () => {
      const said = await last('cho tôi gặp cán bộ');
      expect(said).toMatch(/không phải cán bộ[\s\S]*UBND xã \(phường\)/u);
      expect(said).not.toContain('Ủy ban bầu cử');
    });
  });

  describe('6: what goes from hand to hand', () => {
    it('a link with a prize is named as suspicious, and who to ask once', async () => {
      const said = await last('Cử tri nhận tiền hỗ trợ tại bau-cu-nhan-qua.top/nhan ngay hôm nay');
      expect(said).toMatch(/ĐÁNG NGỜ[\s\S]*bau-cu-nhan-qua\.top/u);
      expect(said.match(/UBND xã \(phường\)/gu)).toHaveLength(1);
    });

    it('a false claim is contradicted, with what is so and where that stands', async () => {
      const said = await last('Mọi người chú ý: ngày bầu cử đã dời sang ngày 22/3/2026, đừng đi nhầm ngày nhé.');
      expect(said).toMatch(/KHÔNG ĐÚNG[\s\S]*15\/03\/2026[\s\S]*Nguồn: Nghị quyết số 199\/2025\/QH15/u);
    });

    it('a true one, asked about, is said to agree with the source', async () => {
      const said = await last('/kiemtra', 'Ngày bầu cử là ngày 15/3/2026. Cả nhà nhớ đi sớm cho mát.');
      expect(said).toMatch(/Khớp với nguồn của tôi[\s\S]*Nguồn/u);
    });
  });
});

describe('at the end', () => {
  it('Telegram refused no call of ours', () => expect(town.desk.mistakes).toEqual([]));
});
