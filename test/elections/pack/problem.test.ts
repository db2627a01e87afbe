import { expect, it } from 'vitest';
import { describeProblems, problemLine } from '../../../src/elections/pack/problem.ts';

const inLine = { file: 'news/a.md', line: 3, message: '"published" is not a date', fix: 'write it as 2031-05-20' };
const ofFile = { file: 'faq.yaml', message: 'it is not there', fix: 'make it' };

it('a problem says where it is, what is wrong and what to do', () => {
  expect(problemLine(inLine)).toBe('news/a.md:3: "published" is not a date (write it as 2031-05-20)');
  expect(problemLine(ofFile)).toBe('faq.yaml: it is not there (make it)');
});

it('all problems of a pack are counted and listed', () => {
  expect(describeProblems([ofFile])).toBe('The knowledge pack has a problem:\n  - faq.yaml: it is not there (make it)');
  expect(describeProblems([inLine, ofFile])).toBe(
    `The knowledge pack has 2 problems:\n  - ${problemLine(inLine)}\n  - ${problemLine(ofFile)}`,
  );
});
