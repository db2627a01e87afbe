/** One thing wrong with a knowledge pack, said so that whoever keeps the pack can mend it without reading our code. */
export interface Problem {
  /** Path of the file (or folder) as it was given to us. */
  file: string;
  /** Line in that file, from 1; left out where the problem is the file itself. */
  line?: number;
  /** What is wrong, in plain English. */
  message: string;
  /** What to do about it. */
  fix: string;
}

/** `news/a.md:3: "published" is not a date (write it as 2031-05-20)`. */
export function problemLine(problem: Problem): string {
  const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
  return `${place}: ${problem.message} (${problem.fix})`;
}

/** All problems of a pack as one message. */
export function describeProblems(problems: Problem[]): string {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  return `The knowledge pack has ${count}:\n${problems.map((problem) => `  - ${problemLine(problem)}`).join('\n')}`;
}
