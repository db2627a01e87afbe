import { afterEach, describe, expect, it } from 'vitest';
import { questionGroup } from '../contracts/records.ts';
import { type ConsoleSite, startConsoleSite } from '../fakes/console-site.ts';

let site: ConsoleSite;
afterEach(() => site.close());

const homeOf = async (id: string) => {
  const { document } = await (await site.signedIn(id)).get('/quan-tri');
  return document.querySelector('main')?.textContent ?? '';
};

describe('the work list', () => {
  it('says how the channels stand and what that means for what waits', async () => {
    site = await startConsoleSite({
      health: [
        { channel: 'telegram', state: 'unreachable', note: 'x' },
        { channel: 'zalo-oa', state: 'on' },
      ],
    });
    const home = await homeOf('lan');
    expect(home).toContain('Telegram: không kết nối được');
    expect(home).toContain('tự gửi khi nối lại được');
    expect(home).not.toContain('Chưa nối kênh nhắn tin nào');
  });

  it('says so where no messenger is connected', async () => {
    site = await startConsoleSite({
      health: [
        { channel: 'telegram', state: 'off' },
        { channel: 'web', state: 'on' },
      ],
    });
    expect(await homeOf('lan')).toContain('Chưa nối kênh nhắn tin nào');
  });

  it('says what the bot knows and how old that is', async () => {
    site = await startConsoleSite();
    const home = await homeOf('hoa');
    expect(home).toContain('12 sự kiện, 3 bài, 40 phòng bỏ phiếu.');
    expect(home).toContain('Bài mới nhất: 24/02/2026 (5 ngày trước).');
    expect(home).toContain('Không có lỗi.');
  });

  it('says where a pack is broken that was not taken over, and names no more than five places', async () => {
    const problems = Array.from({ length: 7 }, (_, at) => ({ file: `facts/${at}.yaml`, line: 3 }));
    const standing = { facts: 1, articles: 0, pollingStations: 0, takenOverAt: '2026-03-01T01:00:00.000Z', problems };
    site = await startConsoleSite({ standing });
    const home = await homeOf('quan');
    expect(home).toContain('đang có 7 lỗi nên bot vẫn dùng bản trước');
    expect(home).toContain('facts/4.yaml, dòng 3');
    expect(home).not.toContain('facts/5.yaml');
    expect(home).toContain('và 2 chỗ khác');
    expect(home).not.toContain('Không có lỗi.');
  });

  it('counts the groups of questions that officials may see and nobody has seen to', async () => {
    site = await startConsoleSite();
    const { seen: _, ...asked } = questionGroup('asked');
    const { seen: __, ...done } = questionGroup('done', { done: { day: '2026-03-01', by: 'hoa' } });
    for (const group of [asked, done, questionGroup('unseen')])
      await site.unanswered.groups.change(group.id, () => ({ next: group, result: undefined }));
    expect(await homeOf('lan')).toContain('1 nhóm câu hỏi đang chờ');
  });

  it('tells whoever nothing waits for what to do first, with the way there', async () => {
    site = await startConsoleSite();
    const firstOf = async (id: string) => {
      const { document } = await (await site.signedIn(id)).get('/quan-tri');
      return [...document.querySelectorAll('.card .row a')].map((link) => link.getAttribute('href'));
    };
    expect(await firstOf('lan')).toEqual(['/quan-tri/soan']);
    expect(await firstOf('hoa')).toEqual(['/quan-tri/cau-hoi']);
    expect(await firstOf('quan')).toEqual(['/quan-tri/can-bo']);
  });
});
