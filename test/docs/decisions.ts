/** A decision note as it is read: its file name and its text. */
export interface Note {
  /** `0003-askables.md` */
  file: string;
  text: string;
}

const statuses = ['accepted', 'partly superseded', 'superseded'];
const sections = ['Context', 'Decision', 'Consequences'];
const head =
  /^# (?<number>\d{4}) (?<title>\S.*)\n\n- Status: (?<status>.*)\n- Date: (?<date>.*)\n- Supersedes: (?<supersedes>.*)\n- Superseded by: (?<by>.*)\n\n(?<body>[\s\S]*)$/u;

interface Read {
  file: string;
  number: string;
  status: string;
  date: string;
  /** Files of other notes. */
  supersedes: string[];
  by: string[];
}

/** What is wrong with the notes together, a sentence each; they are given in the order of their numbers. */
export function brokenNotes(notes: readonly Note[]): string[] {
  const problems: string[] = [];
  const read = notes.flatMap((note) => {
    const known = readNote(note);
    if (!known) problems.push(`${note.file}: begins with "# NNNN Title", then status, date, supersedes, superseded by`);
    return known ?? [];
  });
  for (const note of notes) problems.push(...brokenSections(note));
  read.forEach((note, i) => {
    const { file, number, status, date, by } = note;
    const say = (problem: string) => problems.push(`${file}: ${problem}`);
    if (!file.startsWith(`${number}-`)) say(`its title says ${number}`);
    if (Number(number) !== i + 1) say(`is the note in place ${i + 1}`);
    if (!statuses.includes(status)) say(`"${status}" is no status`);
    if (by.length > 0 !== (status !== 'accepted')) say(`is ${status}, superseded by ${by.length} notes`);
    if (!/^\d{4}-\d\d-\d\d$/u.test(date)) say(`"${date}" is no date`);
    if (i > 0 && date < read[i - 1]!.date) say('is older than the note before it');
    problems.push(...brokenReversals(note, read));
  });
  return problems;
}

function readNote({ file, text }: Note): Read | undefined {
  const { number, status, date, supersedes, by } = head.exec(text)?.groups ?? {};
  if (number === undefined) return undefined;
  return { file, number, status: status!, date: date!, supersedes: linked(supersedes!), by: linked(by!) };
}

const linked = (line: string): string[] => [...line.matchAll(/\]\((?<file>[^)]+)\)/gu)].map(({ groups }) => groups!.file!);

/** The three sections, in their order, each with something in it. */
function brokenSections({ file, text }: Note): string[] {
  const parts = text.split(/^## /mu).slice(1);
  const titles = parts.map((part) => part.split('\n', 1)[0]!.trim());
  if (titles.join() !== sections.join()) return [`${file}: has the sections ${titles.join(', ')}`];
  return parts.flatMap((part, i) => (part.split('\n').slice(1).join('').trim() === '' ? [`${file}: ${titles[i]} is empty`] : []));
}

/** What one note says of another is said by the other too. */
function brokenReversals({ file, supersedes, by }: Read, all: readonly Read[]): string[] {
  const of = (other: string) => all.find((note) => note.file === other);
  return [
    ...supersedes
      .filter((other) => !of(other)?.by.includes(file))
      .map((other) => `${file}: ${other} does not say who supersedes it`),
    ...by
      .filter((other) => !of(other)?.supersedes.includes(file))
      .map((other) => `${file}: ${other} does not say that it supersedes it`),
  ];
}
