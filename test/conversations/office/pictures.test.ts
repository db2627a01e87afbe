import { describe, expect, it } from 'vitest';
import { imageLimits } from '../../../src/announcements/images/checking.ts';
import { official } from '../../contracts/officials.ts';
import { goodText, sent } from '../../fakes/announcing.ts';
import { chatOf, type OfficialOffice, openOfficialOffice } from '../../fakes/official-desk.ts';
import { exif, gpsTag, jpeg, png } from '../../fakes/pictures.ts';

const alt = 'Bản đồ đường đến nhà văn hóa thôn 3';

async function opened(): Promise<OfficialOffice> {
  const office = await openOfficialOffice();
  await office.cutri.subscribe(40);
  office.pictures.set('map', { kind: 'got', bytes: png() });
  return office;
}

const contentOf = async (office: OfficialOffice, number = 1) => (await office.cutri.announcements.find(number))?.content;

describe('a picture in the officials’ chat', () => {
  it('with a caption: what is to be seen on it is asked for, and then it goes on as a draft of a text does', async () => {
    const office = await opened();
    const asked = await office.says('lan', goodText, 'picture', 'map');
    expect(asked?.text).toContain('Viết một câu tả điều thấy trên hình');
    expect(asked?.choices?.map(({ label }) => label)).toEqual(['Thôi']);
    expect(await contentOf(office)).toBeUndefined();
    expect((await office.says('lan', alt))?.text).toContain('Đã lưu thành số 1. Gửi cho ai?');
    expect(await contentOf(office)).toMatchObject({ text: goodText, image: { mediaType: 'image/png', width: 64, alt } });
    await office.presses('lan', 'TẤT CẢ');
    await office.presses('lan', 'Ngay khi');
    expect((await office.presses('lan', '3 ngày'))?.text).toContain(`Mô tả: “${alt}”`);
    expect((await office.presses('lan', 'Trình duyệt'))?.text).toContain('Đã trình duyệt số 1');
  });

  it('without a caption: the text is asked for first', async () => {
    const office = await opened();
    expect((await office.shows('lan', 'map'))?.text).toContain('Gửi cho tôi nội dung thông báo đi cùng hình');
    expect((await office.says('lan', goodText))?.text).toContain('Viết một câu tả');
    expect((await office.says('lan', alt))?.text).toContain('Đã lưu thành số 1');
    expect(await contentOf(office)).toMatchObject({ text: goodText, image: { alt } });
  });

  it.each(['/thongbao moi', '/thongbao dientap'])(
    'asked for by %s it is of that kind, also as the caption of the command itself',
    async (command) => {
      const office = await opened();
      await office.says('lan', command);
      await office.says('lan', goodText, 'picture', 'map');
      await office.says('lan', alt);
      await office.says('lan', `${command} ${goodText}`, 'picture', 'map');
      await office.says('lan', alt);
      const kind = command.endsWith('moi') ? 'notice' : 'drill';
      for (const number of [1, 2]) {
        const made = await office.cutri.announcements.find(number);
        expect([made?.kind, made?.content.image?.alt]).toEqual([kind, alt]);
      }
    },
  );

  it('with another text exchanges the picture; a text without one leaves it as it was', async () => {
    const office = await opened();
    office.pictures.set('other', { kind: 'got', bytes: png({ seed: 'other' }) });
    await office.says('lan', goodText, 'picture', 'map');
    await office.says('lan', alt);
    const before = (await contentOf(office))?.image?.sha256;
    await office.says('lan', '/thongbao 1 sua Mời bà con đến nhà văn hóa.', 'picture', 'other');
    await office.says('lan', 'Sơ đồ khác');
    const after = (await contentOf(office))?.image;
    expect(after?.sha256).not.toBe(before);
    expect(after?.alt).toBe('Sơ đồ khác');
    await office.says('lan', '/thongbao 1 sua Mời bà con.');
    expect(await contentOf(office)).toMatchObject({ text: 'Mời bà con.', image: { sha256: after?.sha256 } });
  });

  it('nothing is written where its sender thinks better of it', async () => {
    const office = await opened();
    await office.says('lan', goodText, 'picture', 'map');
    expect((await office.presses('lan', 'Thôi'))?.text).toContain('Đã thôi');
    expect(await office.says('lan', alt)).toBeUndefined();
    expect(await contentOf(office)).toBeUndefined();
  });

  it('is one: a second one, as of an album, changes nothing, and what was asked for is still asked for', async () => {
    const office = await opened();
    await office.says('lan', goodText, 'picture', 'map');
    expect((await office.shows('lan', 'map'))?.text).toContain('chỉ kèm một hình');
    expect((await office.says('lan', 'Hình khác', 'picture', 'map'))?.text).toContain('chỉ kèm một hình');
    await office.says('lan', alt);
    expect(await contentOf(office)).toMatchObject({ text: goodText, image: { alt } });
  });

  it.each([
    ['is too large', { kind: 'too-large' } as const, 'Hình quá lớn: tối đa 5 MB'],
    ['cannot be fetched', { kind: 'unavailable' } as const, 'chưa tải được hình'],
    ['is gone', { kind: 'gone' } as const, 'chưa tải được hình'],
    ['is none', { kind: 'got', bytes: Buffer.from('GIF89a') } as const, 'không phải hình JPEG hoặc PNG'],
    ['says where it was taken', { kind: 'got', bytes: jpeg({ beside: [exif({ [gpsTag]: 1 })] }) } as const, 'có ghi nơi chụp'],
    ['is larger than was said', { kind: 'got', bytes: Buffer.alloc(imageLimits.bytes + 1) } as const, 'Hình quá lớn'],
  ])('that %s is refused in one line, and the text alone is taken after it', async (_, picture, why) => {
    const office = await opened();
    office.pictures.set('bad', picture);
    await office.says('lan', '/thongbao moi');
    const refused = await office.says('lan', goodText, 'picture', 'bad');
    expect(refused?.text).toContain(why);
    expect(refused?.text).not.toContain('\n');
    expect((await office.says('lan', goodText))?.text).toContain('Đã lưu thành số 1');
    expect(await contentOf(office)).not.toHaveProperty('image');
  });

  it('what is to be seen on it is asked for again where it is too long', async () => {
    const office = await opened();
    await office.says('lan', goodText, 'picture', 'map');
    expect((await office.says('lan', 'a'.repeat(imageLimits.alt + 1)))?.text).toContain('quá dài: tối đa 300');
    expect((await office.says('lan', alt))?.text).toContain('Đã lưu thành số 1');
  });

  it('is no code and no reason: where one is waited for it is still waited for', async () => {
    const office = await opened();
    await office.says('lan', `/thongbao moi ${goodText}`);
    await office.presses('lan', 'Theo xã, phường');
    expect((await office.shows('lan', 'map'))?.text).toContain('không nhận hình');
    expect((await office.says('lan', 'xã Hợp Thành'))?.text).toContain('Gửi khi nào?');
  });

  it('of voters, of officials who write no announcements, and on another channel is nothing to the desk', async () => {
    const office = await opened();
    await office.cutri.officialsNow((held) => [
      ...held,
      official('xa', { roles: ['commune'], commune: '02680', chat: chatOf('xa') }),
    ]);
    for (const who of ['minh', 'root', 'xa', 'nobody']) {
      expect(await office.shows(who, 'map')).toBeUndefined();
      expect(await office.says(who, goodText, 'picture', 'map')).toBeUndefined();
    }
    expect(await office.desk.picture('zalo-oa:1', 'map')).toBeUndefined();
  });

  it('goes with a correction', async () => {
    const office = await opened();
    const { number } = await sent(office.cutri);
    await office.says('lan', `/thongbao ${number} dinhchinh`);
    await office.says('lan', 'Bỏ phiếu tại trường tiểu học.', 'picture', 'map');
    await office.says('lan', alt);
    expect(await contentOf(office, number + 1)).toMatchObject({ text: 'Bỏ phiếu tại trường tiểu học.', image: { alt } });
  });
});
