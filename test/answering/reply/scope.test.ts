import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/answering/reply/reply.ts';
import { scopeReply } from '../../../src/answering/reply/scope.ts';
import { questionReader } from '../../fakes/questions.ts';
import { someProvince } from '../../fakes/small-pack.ts';

const read = questionReader();
const sources: Reply = { kind: 'talk', text: 'Các nguồn', citations: [] };
const reply = (text: string, about = undefined as typeof someProvince | undefined) =>
  scopeReply(read(text), about, () => sources);

describe('a message that is no question to look up', () => {
  it('is declined with the reason', () => {
    expect(reply('Nên bầu cho ai?')).toEqual({
      ...{ kind: 'none', reason: 'opinion', citations: [] },
      text: expect.stringMatching(/^Việc chọn ai là quyền của mỗi cử tri/u),
    });
  });

  it.each(['xin chào', 'trợ giúp'])('%s: is answered, with questions to start from', (text) => {
    expect(reply(text, someProvince)).toMatchObject({ kind: 'talk', choices: [{ label: 'Ngày bầu cử là ngày nào?' }] });
  });

  it('thanks are answered without', () => {
    expect(reply('cảm ơn bạn')).toEqual({ kind: 'talk', text: expect.stringMatching(/^Rất vui/u), citations: [] });
  });

  it('where the answers come from is said by who knows', () => {
    expect(reply('lấy từ đâu')).toBe(sources);
  });

  it('is known with its typing repaired too', () => {
    expect(reply('nen bau cho aii')?.kind).toBe('none');
    expect(reply('Nên bầu cho ai?')?.kind).toBe('none');
  });

  it('a question is none', () => {
    expect(reply('mấy tuổi được bầu')).toBeUndefined();
  });
});
