import { describe, expect, test } from 'vitest';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { openPack } from '../../src/app/knowledge.ts';
import { createPatientDialogue } from '../../src/conversations/dialogue.ts';
import { createOwnThinking, type PatientThinking } from '../../src/conversations/thinking.ts';
import { fact, smallPack } from '../fakes/small-pack.ts';

const november = '2026-11-23T02:00:00Z';

/** Says the lines in one conversation and gives the replies. */
function say(lines: string[], now = november, pack = smallPack()): Reply[] {
  const dialogue = openPack(pack).openDialogue();
  return lines.map((text) => dialogue.reply({ chat: 'test:1', text }, new Date(now)));
}
const ask = (text: string, now = november): Reply => say([text], now)[0]!;

describe('dates get their tense from now', () => {
  test.each([
    ['2026-03-01T05:00:00Z', 'Còn 14 ngày nữa'],
    ['2026-03-15T05:00:00Z', 'hôm nay'],
    [november, 'Đã qua 253 ngày'],
  ])('asked at %s: %s', (now, said) => {
    const reply = ask('Ngày bầu cử là ngày nào?', now);
    expect(reply.kind).toBe('answer');
    expect(reply.text).toContain('Chủ nhật, 15/03/2026');
    expect(reply.text).toContain(said);
  });
});

describe('a wrong premise is corrected, never agreed with', () => {
  test('another date', () => {
    const reply = ask('Bầu cử dời sang ngày 22/3 đúng không?');
    expect(reply.text).toMatch(/^Không đúng/);
    expect(reply.text).toContain('15/03/2026');
  });

  test.each([
    'ngày bầu cử là ngày 16/3 đúng không',
    'bầu cử hôm 22/3 phải không',
    'bau cu vao thu bay dung khong',
    'bỏ phiếu ngày 16/3 à',
  ])('a date put forward in few words is never agreed with: %s', (text) => {
    expect(ask(text).text).not.toMatch(/^Đúng/u);
  });

  test('where a few facts are known the right date stands in the reply at least', () => {
    expect(ask('ngày bầu cử là ngày 16/3 đúng không').text).toContain('15/03/2026');
  });

  test('the right date put forward is confirmed', () => {
    expect(ask('có phải bầu cử ngày 15 tháng 3 không').text).toMatch(/^Đúng/u);
  });

  test('another age', () => {
    expect(ask('20 tuổi được bầu cử phải không?').text).toContain('18 tuổi');
  });
});

describe('figures keep their year', () => {
  test('the year of the source is answered', () => {
    expect(ask('Năm 2022 có bao nhiêu thủ tục hành chính?')).toMatchObject({ kind: 'answer', value: '1.972 thủ tục' });
  });

  test('another year is declined, without the figure', () => {
    const reply = ask('Năm 2023 có bao nhiêu thủ tục hành chính?');
    expect(reply.kind).not.toBe('answer');
    expect(reply.text).not.toContain('1.972');
  });
});

describe('a date alone', () => {
  test.each(['15/3/2026 là thứ mấy?', 'ngày 15/3 là ngày gì', 'ngay 15/03/2026 co gi'])(
    '"%s" asks what is on that day',
    (text) => {
      expect(ask(text).text).toContain('Chủ nhật, 15/03/2026');
    },
  );

  test.each(['15/3/2025 là thứ mấy?', '16/3 có gì'])('"%s" names a day we know nothing of: no day is given for it', (text) => {
    const { kind, citations } = ask(text);
    expect(kind).not.toBe('answer');
    expect(citations).toEqual([]);
  });
});

test.each(['năm 2021 bầu cử ngày nào', 'bau cu nam 2030 vao ngay nao'])(
  '"%s" is not answered with the day of another year',
  (text) => {
    const reply = ask(text);
    expect(reply.text).not.toContain('15/03/2026');
  },
);

test('a figure of the province is none of the ward with its name', () => {
  const pack = {
    ...smallPack(),
    facts: [
      fact('areas', 'Tỉnh Lào Cai có 2.029 khu vực bỏ phiếu.', ['Lào Cai có bao nhiêu khu vực bỏ phiếu'], {
        area: 'tỉnh Lào Cai',
      }),
    ],
  };
  expect(say(['tỉnh Lào Cai có bao nhiêu khu vực bỏ phiếu'], november, pack)[0]!.text).toContain('2.029');
  expect(say(['phường Lào Cai có bao nhiêu khu vực bỏ phiếu'], november, pack)[0]!.kind).not.toBe('answer');
});

test('words that say nothing of their own do not make an answer of something else', () => {
  const pack = {
    ...smallPack(),
    facts: [fact('abroad', 'Ở nước ngoài về thì trình hộ chiếu.', ['mới về nước có được đi bầu không'])],
  };
  expect(say(['chú có được đi bầu không'], november, pack)[0]!.kind).not.toBe('answer');
});

describe('an age somebody tells', () => {
  test.each([
    ['con tôi 17 tuổi đi bầu được chưa', 'Chưa đủ tuổi'],
    ['em 17t có được đi bầu không', 'Chưa đủ tuổi'],
    ['bà 100 tuổi còn được đi bầu không', 'Đủ tuổi'],
    ['tôi 20 tuổi ứng cử được không', 'Chưa đủ tuổi'],
  ])('is what "%s" asks about', (text, said) => {
    expect(ask(text).text).toContain(said);
  });

  test.each(['cụ 90 tuổi nằm liệt giường thì bỏ phiếu kiểu gì', 'cháu 19 tuổi đi bầu ở đâu'])(
    'is only said on the way in "%s"',
    (text) => {
      expect(ask(text).text).not.toContain('ủ tuổi');
    },
  );

  test('does not hide the question', () => {
    expect(ask('cụ 90 tuổi đi bầu cần mang giấy tờ gì').text).toContain('thẻ cử tri');
  });
});

describe('electoral units', () => {
  test('how many deputies a place elects is said of its unit, with how sure that is', () => {
    const reply = ask('phường Cam Đường bầu mấy đại biểu');
    expect(reply.kind).toBe('answer');
    expect(reply.text).toContain('đơn vị bầu cử số 3 (bầu Quốc hội), được bầu 3 đại biểu');
    expect(reply.text).toContain('suy ra');
  });

  test('another figure of a unit is not taken for its seats', () => {
    expect(ask('đơn vị bầu cử số 3 có bao nhiêu khu vực bỏ phiếu').kind).not.toBe('answer');
  });

  test('each level apart, with how sure it is', () => {
    const reply = ask('Phường Cam Đường thuộc đơn vị bầu cử nào?');
    expect(reply.text).toContain('đơn vị bầu cử số 3 (bầu Quốc hội)');
    expect(reply.text).toContain('đơn vị bầu cử số 09 (bầu HĐND tỉnh)');
    expect(reply.text).toContain('suy ra');
  });

  test('a level nobody told us about is declined with who knows', () => {
    const reply = ask('Xã Gia Phú thuộc đơn vị bầu cử HĐND tỉnh nào?');
    expect(reply.kind).toBe('none');
    expect(reply.text).toContain('hỏi UBND xã (phường)');
  });

  test('a name that is a ward and a former province is asked back', () => {
    expect(ask('Yên Bái thuộc đơn vị bầu cử nào?')).toMatchObject({ kind: 'clarify', choices: [{ value: 'phường Yên Bái' }] });
  });

  test('the choice of a clarification is understood, also as its number', () => {
    const [, byName] = say(['Yên Bái thuộc đơn vị bầu cử nào?', 'phường Yên Bái']);
    const [, byNumber] = say(['Yên Bái thuộc đơn vị bầu cử nào?', '1']);
    expect(byName!.text).toContain('số 1');
    expect(byNumber!.text).toBe(byName!.text);
  });

  test('the reverse question lists the places', () => {
    expect(ask('Đơn vị bầu cử số 09 gồm những nơi nào?').text).toContain('phường Cam Đường, xã Hợp Thành');
  });

  test('a unit no source names is declined', () => {
    expect(ask('Đơn vị bầu cử số 08 gồm những xã nào?').kind).toBe('none');
  });
});

describe('a polling place is never guessed', () => {
  test('without a table the voter is told who knows', () => {
    const reply = ask('Nhà tôi bỏ phiếu ở đâu?');
    expect(reply).toMatchObject({ kind: 'none', reason: 'local-information' });
    expect(reply.text).toContain('thẻ cử tri');
  });

  const withStations = () => {
    const pack = smallPack();
    const source = { title: 'Danh sách khu vực bỏ phiếu', publisher: 'UBND phường Cam Đường', date: '2026-02-20' };
    pack.pollingStations = [
      { communeCode: '02671', area: '1', hamlets: ['tổ 1'], name: 'Nhà văn hóa tổ 1', address: 'đường Hoàng Quốc Việt', source },
      { communeCode: '02671', area: '2', hamlets: ['tổ 2'], name: 'Trường mầm non', address: 'đường Trần Phú', source },
    ];
    return pack;
  };

  test('with several stations in the commune the hamlet is asked for', () => {
    expect(say(['Phường Cam Đường bỏ phiếu ở đâu?'], november, withStations())[0]).toMatchObject({
      kind: 'clarify',
      choices: [{}, {}],
    });
  });

  test('with the hamlet named the station is said, with its source', () => {
    const [reply] = say(['Tổ 2 phường Cam Đường bỏ phiếu ở đâu?'], november, withStations());
    expect(reply).toMatchObject({ kind: 'answer', value: 'Trường mầm non, đường Trần Phú' });
    expect(reply!.citations[0]!.publisher).toBe('UBND phường Cam Đường');
  });
});

describe('a shared position', () => {
  const at = (latitude: number, longitude: number, positions: [number, number][]) => {
    const pack = smallPack();
    const source = { title: 'Danh sách khu vực bỏ phiếu', publisher: 'UBND phường Cam Đường', date: '2026-02-20' };
    pack.pollingStations = [
      { communeCode: '02671', area: '0', hamlets: [], name: 'Không rõ chỗ', address: 'thôn xa', source },
      ...positions.map(([lat, lon], i) => ({
        communeCode: '02671',
        area: String(i + 1),
        hamlets: [],
        name: `Nhà văn hóa ${i + 1}`,
        address: 'đường Hoàng Quốc Việt',
        latitude: lat,
        longitude: lon,
        source,
      })),
    ];
    return openPack(pack).openDialogue().nearest({ latitude, longitude }, new Date('2026-03-01T05:00:00Z'));
  };

  test('finds the nearest polling station with its distance and source, and says that it may not be theirs', () => {
    const near: [number, number][] = [
      [22.45, 103.97],
      [22.4301, 103.96],
    ];
    const reply = at(22.43, 103.96, near);
    expect(reply).toMatchObject({ kind: 'answer', value: 'Nhà văn hóa 2, đường Hoàng Quốc Việt' });
    expect(reply.text).toContain('cách khoảng 10 m');
    expect(reply.text).toContain('chưa chắc là nơi bạn có tên');
    expect(reply.text).toContain('không lưu vị trí');
    expect(reply.citations[0]!.publisher).toBe('UBND phường Cam Đường');
  });

  test('far from every station, or without coordinates in the table, is told so', () => {
    expect(at(10.8, 106.7, [[22.43, 103.96]]).text).toContain('trong vòng 30 km');
    expect(at(22.43, 103.96, []).text).toContain('chưa có tọa độ');
  });
});

describe('office holders come with a date, the newest first', () => {
  test('without a year', () => {
    const reply = ask('Ai là Chủ tịch UBND tỉnh?');
    expect(reply.text.indexOf('ông An')).toBeLessThan(reply.text.indexOf('ông Bình'));
    expect(reply.text).toContain('13/12/2022');
  });

  test('with a year', () => {
    expect(ask('Năm 2022 ai là Chủ tịch UBND tỉnh?')).toMatchObject({ kind: 'answer', value: 'Ông Bình' });
  });
});

describe('worked out from what the person says', () => {
  test.each([
    ['Cháu sinh ngày 20/3/2008 có được bầu không?', 'Chưa đủ tuổi'],
    ['Tôi sinh năm 2008 đã được đi bầu chưa?', 'Tùy ngày sinh'],
    ['Em 17 tuổi có được đi bầu không?', 'Chưa đủ tuổi'],
    ['Sinh năm 1990 được bầu cử không?', 'Đủ tuổi'],
    ['20 tuổi ứng cử được không?', 'Chưa đủ tuổi'],
    ['Phiếu có 5 người bầu 3 thì gạch mấy tên?', 'ít nhất 2, nhiều nhất 4'],
  ])('%s → %s', (text, said) => {
    expect(ask(text).text).toContain(said);
  });
});

describe('follow-up questions', () => {
  test('another place takes the place of the place', () => {
    const [, next] = say(['Phường Cam Đường thuộc đơn vị bầu cử nào?', 'còn xã Gia Phú?']);
    expect(next!.text).toContain('Xã Gia Phú');
    expect(next!.text).not.toContain('09');
  });

  test('another year', () => {
    const [, next] = say(['Năm 2022 có bao nhiêu thủ tục hành chính?', 'còn năm 2023?']);
    expect(next!.kind).not.toBe('answer');
    expect(next!.text).not.toContain('1.972');
  });

  test('another subject', () => {
    const [, next] = say(['Bao nhiêu tuổi được bầu cử?', 'còn ứng cử?']);
    expect(next).toMatchObject({ kind: 'answer', value: '21 tuổi' });
  });

  test('one that does not fit asks back', () => {
    const [, next] = say(['Bao nhiêu tuổi được bầu cử?', 'còn máy bay?']);
    expect(next!.kind).toBe('clarify');
  });

  test('what was said half an hour ago is forgotten', () => {
    const dialogue = openPack(smallPack()).openDialogue();
    dialogue.reply({ chat: 'a:1', text: 'Phường Cam Đường thuộc đơn vị bầu cử nào?' }, new Date('2026-11-23T02:00:00Z'));
    expect(dialogue.reply({ chat: 'a:1', text: 'còn xã Gia Phú?' }, new Date('2026-11-23T02:31:00Z')).text).not.toContain('số 4');
  });

  test('A-11: a message that nobody had time for is as if it had not been written', async () => {
    const pack = smallPack();
    const own = createOwnThinking(openPack(pack).thinking);
    const busy: Reply = { kind: 'talk', text: 'bận', citations: [] };
    let isBusy = false;
    const think: PatientThinking['think'] = async (job) => (isBusy ? { reply: busy, isBusy } : own.think(job));
    const dialogue = createPatientDialogue({ ...own, think }, () => pack);
    const hear = (text: string) => dialogue.reply({ chat: 'a:1', text }, new Date(november));
    await hear('Bao nhiêu tuổi được bầu cử?');
    isBusy = true;
    for (const text of ['Phường Cam Đường thuộc đơn vị bầu cử nào?', '/nguon luật', '/lich']) expect(await hear(text)).toBe(busy);
    isBusy = false;
    expect(await hear('còn ứng cử?')).toMatchObject({ kind: 'answer', value: '21 tuổi' });
  });

  test('chats do not hear each other', () => {
    const dialogue = openPack(smallPack()).openDialogue();
    dialogue.reply({ chat: 'a:1', text: 'Phường Cam Đường thuộc đơn vị bầu cử nào?' }, new Date(november));
    expect(dialogue.reply({ chat: 'a:2', text: 'còn xã Gia Phú?' }, new Date(november)).text).not.toContain('số 4');
  });
});

describe('commands', () => {
  test('/lich ahead of the election comes with a calendar file, afterwards says it is over', () => {
    expect(ask('/lich', '2026-03-01T00:00:00Z').file?.body).toContain('BEGIN:VEVENT');
    const after = ask('/lich');
    expect(after.file).toBeUndefined();
    expect(after.text).toContain('đã qua');
  });

  test('whoever asks in words where that is from is shown the sources of the answer before, or what there is', async () => {
    const pack = smallPack();
    const own = createOwnThinking(openPack(pack).thinking);
    const all: Reply = { kind: 'talk', text: 'Các nguồn', citations: [], about: 'talk/sources' };
    const think: PatientThinking['think'] = async (job) => {
      const thought = await own.think(job);
      return job.kind === 'message' && job.text === 'nguồn ở đâu' ? { ...thought, reply: all } : thought;
    };
    const dialogue = createPatientDialogue({ ...own, think }, () => pack);
    const hear = (text: string) => dialogue.reply({ chat: 'a:1', text }, new Date(november));
    expect(await hear('nguồn ở đâu')).toBe(all);
    const { citations } = await hear('Bao nhiêu tuổi được bầu cử?');
    expect(citations.length).toBeGreaterThan(0);
    expect(await hear('nguồn ở đâu')).toMatchObject({ kind: 'talk', text: expect.stringContaining(citations[0]!.title) });
  });

  test('/donvi takes a commune or asks for one', () => {
    expect(ask('/donvi hợp thành').text).toContain('09');
    const [prompt, named] = say(['/donvi', 'xã Hợp Thành']);
    expect(prompt!.kind).toBe('clarify');
    expect(named!.text).toContain('09');
  });

  test('first contact fits 400 characters and says it is a machine, what it answers from, what is kept and how to delete it', () => {
    const { text } = ask('/start');
    expect(text.length).toBeLessThanOrEqual(400);
    expect(text).toMatch(/máy/);
    expect(text).toMatch(/nguồn/);
    expect(text).toMatch(/\/xoa/);
  });

  test('no quick reply is longer than a platform takes', () => {
    for (const reply of [ask('/start'), ask('Yên Bái thuộc đơn vị bầu cử nào?')]) {
      for (const { label, value } of reply.choices ?? []) {
        expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64);
        expect(label.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('an offer that is pressed answers', () => {
  const pack = smallPack();

  test.each([...pack.facts, ...pack.milestones].map(({ id }) => id))('%s', (id) => {
    expect(say([`hoi:${id}`])[0]).toMatchObject({ kind: 'answer' });
  });

  test('as the thing that was offered, whatever was asked before', () => {
    const [, pressed] = say(['máy bay bay ở đâu', 'hoi:standing-age']);
    expect(pressed).toMatchObject({ kind: 'answer', value: '21 tuổi', about: 'standing-age' });
  });

  test('an article with what it says', () => {
    expect(say(['hoi:unit-09'])[0]).toMatchObject({ about: 'unit-09', citations: [{ publisher: 'Báo Tỉnh' }] });
  });

  test('what is no longer there is read as any message, and breaks nothing', () => {
    expect(say(['hoi:gone'])[0]!.kind).not.toBe('answer');
    expect(say(['hoi:'])[0]!.kind).not.toBe('answer');
  });

  test('every offer that is made is answered when pressed, three at most', () => {
    for (const text of ['tuổi', 'thẻ', 'danh sách cử tri', 'tuổi bầu', 'gạch tên', 'chủ tịch', 'ngày nào']) {
      const [reply] = say([text]);
      const offers = (reply!.choices ?? []).filter(({ value }) => value.startsWith('hoi:'));
      expect(offers.length).toBeLessThanOrEqual(3);
      for (const { label, value } of offers) {
        expect(label.length).toBeLessThanOrEqual(40);
        expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64);
        const pressed = say([text, value])[1]!;
        expect({ label, about: pressed.about }).toEqual({ label, about: value.slice('hoi:'.length) });
      }
    }
  });
});
