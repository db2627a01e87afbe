import { expect, it } from 'vitest';
import { milestoneIn, provinceIn } from '../../../src/elections/pack/written-settings.ts';

it('the settings of a province are read as a form has them, whatever is missing as nothing written', () => {
  const text = [
    'short: Lào Cai',
    'page:',
    '  title: Hỏi đáp bầu cử',
    'contacts:',
    '  - name: Ủy ban bầu cử tỉnh',
    '    url: https://tinh.example',
    'questions:',
    '  - Ngày nào bầu?',
  ].join('\n');
  expect(provinceIn(text)).toEqual({
    ...{ short: 'Lào Cai', title: 'Hỏi đáp bầu cử', subtitle: '' },
    contacts: [
      { name: 'Ủy ban bầu cử tỉnh', english: '', for: '', url: 'https://tinh.example', level: '', closesWithElection: '' },
    ],
    questions: ['Ngày nào bầu?'],
  });
  expect(provinceIn('- a list')).toEqual({ short: '', title: '', subtitle: '', contacts: [], questions: [] });
});

it('a milestone is found by its id, its date as it was written', () => {
  const text =
    'milestones:\n  - id: a\n    name: niêm yết\n    date: 2031-02-01\n  - id: b\n    name: ngày bầu cử\n    date: 2031-03-16\n';
  expect(milestoneIn(text, 'b')).toEqual({ id: 'b', name: 'ngày bầu cử', date: '2031-03-16', sources: [] });
  expect(milestoneIn(text, 'c')).toBeUndefined();
});
