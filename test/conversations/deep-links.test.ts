import { describe, expect, it } from 'vitest';
import { openPack } from '../../src/app/knowledge.ts';
import { parameterFor, questionBehind } from '../../src/conversations/deep-links.ts';
import { smallPack } from '../fakes/small-pack.ts';

const pack = smallPack();
const now = new Date('2026-03-01T05:00:00Z');
const opened = (parameter: string) =>
  openPack(pack)
    .openDialogue()
    .reply({ chat: 'telegram:1', text: `/start ${parameter}` }, now);

describe('a link into the bot', () => {
  it('to a commune asks for its electoral unit', () => {
    expect(opened('unit_02671')).toMatchObject({ kind: 'answer' });
    expect(opened('unit_02671').text).toContain('đơn vị bầu cử số');
  });

  it('to a fact answers it, whatever fact of the pack it is', () => {
    for (const { id } of pack.facts) {
      const parameter = parameterFor({ fact: id });
      if (parameter !== undefined) expect(opened(parameter)).toMatchObject({ kind: 'answer' });
    }
    expect(pack.facts.filter(({ id }) => parameterFor({ fact: id }) !== undefined).length).toBeGreaterThan(2);
  });

  it('to a unit names it as a question about that unit', () => {
    expect(questionBehind('unit_09', pack)).toContain('số 9');
    expect(questionBehind('unit_9', pack)).toBe(questionBehind('unit_09', pack));
  });

  it.each(['unit_99', 'unit_00000', 'q_nothing', 'q_', '../../etc', '<b>', 'unit_02671x', ''])(
    'that the pack does not know is a greeting: “%s”',
    (parameter) => expect(opened(parameter).text).toContain('Xin chào'),
  );
});
