import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { openPack } from '../../src/app/knowledge.ts';
import type { PollingStation } from '../../src/elections/places.ts';
import { smallPack } from '../fakes/small-pack.ts';

const source = { title: 'Danh sách khu vực bỏ phiếu', publisher: 'UBND', date: '2026-02-01' };
const station = (communeCode: string, area: string, hamlets: string[]): PollingStation => ({
  communeCode,
  area,
  name: `Nhà văn hóa ${area}`,
  address: `đường số ${area}`,
  hamlets,
  source,
});
const pack = {
  ...smallPack(),
  communes: [
    ...smallPack().communes,
    { code: '03006', type: 'phường' as const, name: 'Sa Pa', variants: [] },
    { code: '02900', type: 'xã' as const, name: 'Bản Liền', variants: [] },
  ],
  pollingStations: [
    station('02671', '1', ['tổ dân phố 1', 'tổ dân phố 31']),
    station('02671', '2', ['tổ dân phố 3', 'tổ dân phố 4']),
    station('02647', '5', ['tổ 5']),
    station('02647', '6', ['tổ 6']),
    station('03006', '7', ['tổ 1']),
  ],
  electoralUnits: [
    ...smallPack().electoralUnits,
    { level: 'province' as const, number: '11', communes: ['02900'], confidence: 'established' as const, source },
  ],
};
const knowledge = openPack(pack);

const march = '2026-03-01T05:00:00Z';
const november = '2026-11-23T02:00:00Z';

/** Says lines in one conversation, so many seconds apart. */
function say(lines: string[], now = march, apartSeconds = 10): Reply[] {
  const dialogue = knowledge.openDialogue();
  return lines.map((text, i) =>
    dialogue.reply({ chat: 'zalo-oa:1', text }, new Date(Date.parse(now) + i * apartSeconds * 1_000)),
  );
}
const last = (lines: string[], now = march, apartSeconds = 10): Reply => say(lines, now, apartSeconds).at(-1)!;

describe('our own question takes every natural answer', () => {
  const whichArea = 'phường Cam Đường bỏ phiếu ở đâu';

  it.each([
    '2',
    'số 2',
    '2 ạ',
    'chọn 2',
    '2️⃣',
    'hai',
    '(2)',
    'Khu vực 2',
    'khu vuc 2',
    'tổ dân phố 3',
    'to dan pho 3',
    'em ở tổ dân phố 3 ạ',
  ])('after "Bạn ở thôn, tổ dân phố nào?": %s', (typed) =>
    expect(last([whichArea, typed])).toMatchObject({ kind: 'answer', value: 'Nhà văn hóa 2, đường số 2' }),
  );

  it('never takes a hamlet for another one that begins alike', () => {
    expect(last([whichArea, 'tổ dân phố 31']).text).toContain('Nhà văn hóa 1');
    expect(last([whichArea, 'tổ dân phố 33']).kind).not.toBe('answer');
  });

  it('after "Bạn ở xã, phường nào?" a bare name', () => {
    expect(last(['tôi đi bầu ở đâu', 'Sa Pa']).text).toContain('Nhà văn hóa 7');
  });

  it('after "Bạn ở xã, phường nào?" a name with the hamlet before it', () => {
    expect(last(['tôi đi bầu ở đâu', 'tôi ở tổ 5 phường Lào Cai'])).toMatchObject({ value: 'Nhà văn hóa 5, đường số 5' });
    expect(last(['xã tôi thuộc đơn vị bầu cử nào', 'tôi ở tổ 5 phường Lào Cai']).text).toMatch(/Phường Lào Cai thuộc/u);
  });

  it('a ward that has the name of one of before the mergers, with its type', () => {
    const opened = openPack({
      ...pack,
      oldCommunes: [
        {
          name: 'Lào Cai',
          type: 'phường',
          district: 'thành phố Lào Cai',
          province: 'Lào Cai',
          variants: [],
          communes: ['02647'],
          source,
        },
      ],
      otherPlaces: [...pack.otherPlaces, { name: 'Lào Cai', kind: 'former-district', province: 'Lào Cai' }],
    }).openDialogue();
    const said = ['/donvi', 'tôi ở tổ 5 phường Lào Cai', 'còn phường Cam Đường?', 'còn phường Lào Cai?'].map(
      (text) => opened.reply({ chat: 'zalo-oa:1', text }, new Date(march)).text,
    );
    expect(said[1]).toMatch(/^Phường Lào Cai thuộc/u);
    expect(said[3]).toMatch(/^Phường Lào Cai thuộc/u);
  });

  it.each(['xã tôi là Bản Liền', 'Bản Liền ạ', 'em ở xã Bản Liền', 'ban lien'])('after /donvi: %s', (typed) => {
    expect(last(['/donvi', typed])).toMatchObject({ kind: 'answer' });
    expect(last(['/donvi', typed]).text).toContain('số 11');
  });

  it('another question instead is answered as that question', () => {
    expect(last(['/donvi', 'Ngày bầu cử là ngày nào?']).text).toContain('15/03/2026');
    expect(last([whichArea, 'cảm ơn']).kind).toBe('talk');
  });
});

describe('a numbered menu', () => {
  it('survives answers for half an hour, and only a newer one takes its place', () => {
    const replies = say(['/start', '1', '2', '3', '5']);
    expect(replies.slice(1).map(({ text }) => text.slice(0, 12))).not.toContain(replies[0]!.text.slice(0, 12));
    expect(replies[1]!.text).toContain('15/03/2026');
    expect(replies[1]).toMatchObject({ choicesAre: 'next', firstNumber: replies[0]!.choices!.length + 1 });
    expect(replies[2]!.about).toBe('task/polling-place');
  });

  it('of the areas of a commune is picked from after an answer to something else', () => {
    const areas = last(['phường Cam Đường bỏ phiếu ở đâu']).choices!;
    expect(areas.map(({ value }) => last(['Ngày bầu cử là ngày nào?', value]))).toMatchObject([
      { kind: 'answer', value: 'Nhà văn hóa 1, đường số 1' },
      { kind: 'answer', value: 'Nhà văn hóa 2, đường số 2' },
    ]);
  });

  it('that is gone is said to be gone, another is offered, and the news are not searched', () => {
    for (const typed of ['2', '2 ạ', '(1)', 'chọn 3']) {
      const reply = last([typed]);
      expect(reply).toMatchObject({ kind: 'talk', citations: [] });
      expect(reply.text).toContain('không có danh sách');
      expect(reply.choices?.length).toBeGreaterThan(2);
    }
    expect(last(['/start', '2'], march, 31 * 60).text).toContain('không có danh sách');
  });

  it('is shown again to who picks a number beyond it', () => {
    const reply = last(['/start', '9']);
    expect(reply.text).toContain('chỉ có 6 mục');
    expect(reply.choices).toHaveLength(6);
  });
});

describe('a question in several messages', () => {
  it('within half a minute is read together', () => {
    const replies = say(['Cho em hỏi', 'phường Cam Đường', 'thuộc đơn vị bầu cử nào ạ'], march, 8);
    expect(replies[0]).toMatchObject({ kind: 'talk', citations: [] });
    expect(replies[0]!.text).toContain('mời bạn hỏi');
    expect(replies[1]).toMatchObject({ kind: 'clarify' });
    expect(replies[1]!.text).toContain('phường Cam Đường');
    expect(replies[2]!.text).toMatch(/Phường Cam Đường thuộc/u);
  });

  it('a lone place is remembered for what is asked next', () => {
    expect(last(['phường Cam Đường', 'đi bầu ở đâu'], march, 60).text).toContain('Phường Cam Đường có 2 khu vực');
    expect(last(['xã Bản Liền', '1']).text).toContain('số 11');
  });

  it.each(['Cho em hỏi', 'cho hỏi chút ạ', 'Dạ cho em hỏi với', 'alo cho tôi hỏi', 'em muốn hỏi'])(
    '%s: a gentle reply',
    (typed) => {
      expect(last([typed])).toMatchObject({ kind: 'talk', citations: [] });
    },
  );
});

describe('where and when', () => {
  it('"tôi đi bầu ở đâu" asks for the commune where stations are known', () => {
    const reply = last(['tôi đi bầu ở đâu']);
    expect(reply).toMatchObject({ kind: 'clarify' });
    expect(reply.text).toContain('xã, phường nào');
  });

  it.each(['tôi đi bầu ở đâu', 'phường Sa Pa bỏ phiếu ở đâu', 'phường Cam Đường bỏ phiếu ở đâu', 'xã Gia Phú bỏ phiếu ở đâu'])(
    'after the election day "%s" is told first that it is over',
    (text) => {
      expect(last([text], november).text).toMatch(/^Cuộc bầu cử ngày 15\/03\/2026 đã kết thúc\./u);
      expect(last([text], march).text).not.toContain('đã kết thúc');
    },
  );

  it('after the election day a shared position is told first that it is over', () => {
    const nearest = (now: string) => knowledge.openDialogue().nearest({ latitude: 22.4, longitude: 103.9 }, new Date(now));
    expect(nearest(november).text).toContain('đã kết thúc');
    expect(nearest(march).text).not.toContain('đã kết thúc');
  });

  it.each([
    'còn bao nhiêu ngày nữa bầu cử',
    'con bao nhieu ngay nua thi bau cu',
    'bao nhiêu ngày nữa đến bầu cử',
    'còn mấy ngày nữa là bầu cử',
  ])('"%s" is always answered', (text) => {
    expect(last([text], march).text).toContain('Còn 14 ngày nữa');
    expect(last([text], '2026-03-15T05:00:00Z').text).toContain('hôm nay');
    expect(last([text], november).text).toContain('Đã qua');
  });
});
