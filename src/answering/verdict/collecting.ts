import { electedAssembly } from '../../elections/calendar.ts';
import type { SourceDocument } from '../../elections/pack/document.ts';
import type { KnownUnknown } from '../../elections/pack/known-unknown.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { expandWay } from '../../elections/pack/ways.ts';
import { writtenDate } from '../../elections/tense.ts';
import { fold } from '../../vietnamese/text.ts';
import type { TalkIntent, Task } from '../question/intent.ts';
import { asksSomething } from '../question/question.ts';
import { yearsFrom, yearsSpokenOf } from '../question/slots.ts';
import { sentences } from '../search/sentence.ts';
import type { Candidate } from './candidate.ts';

/** Wordings kept of one template: more of the same shape add nothing (docs/accuracy.md) and cost memory and time. */
const mostOfOneTemplate = 8;

/** The wordings of templates: of each an even choice where it stands for many. */
export function wordingsOf(templates: readonly string[]): string[] {
  const all = templates.flatMap((template) => {
    const wordings = expandWay(template);
    const step = Math.ceil(wordings.length / mostOfOneTemplate);
    return wordings.filter((_, i) => i % step === 0);
  });
  return [...new Set(all)];
}

/** A day itself is asked about too: the pack says how, with `day`, `month` and `year` to be filled in. */
function dayWays(date: string, templates: readonly string[]): string[] {
  const [year, month, day] = date.split('-').map((part) => String(Number(part)));
  return templates.map((template) =>
    template.replaceAll('<day>', day!).replaceAll('<month>', month!).replaceAll('<year>', year!),
  );
}

/** What a pack holds that can be asked for. */
export type Askable = Pick<KnowledgePack, 'facts' | 'milestones' | 'documents' | 'questions'>;

/** Everything a question can be about, in one list: what is known, worked out, known to be unknown, and talk. */
export function candidatesOf(pack: Askable): Candidate[] {
  const { facts, milestones, questions, documents } = pack;
  const assembly = electedAssembly(milestones);
  const voted = milestones.find(({ isElectionDay }) => isElectionDay);
  const alike = (id: string, series?: string): ReadonlySet<string> =>
    new Set([
      ...facts.filter((fact) => series !== undefined && fact.series === series).map((fact) => fact.id),
      ...questions.overlaps.filter((group) => group.includes(id)).flat(),
      ...(questions.alsoAnswered.get(id) ?? []),
    ]);
  const ways = (id: string): readonly string[] => questions.ways.get(id) ?? [];
  const known: Candidate[] = [
    ...facts.map((fact): Candidate => {
      const statement = [fact.statement, fact.value, fact.quote].filter(Boolean).join(' ');
      return {
        id: fact.id,
        subject: { kind: 'fact', fact },
        alike: alike(fact.id, fact.series),
        wordings: wordingsOf([...fact.asks, ...ways(fact.id)]),
        statement,
        counts: fact.values.filter((value) => value.kind === 'number'),
        kinds: fact.kinds,
        level: fact.level,
        years: fact.year === undefined ? yearsSpokenOf(fold(statement), assembly) : new Set([fact.year]),
      };
    }),
    ...milestones.map(
      (milestone): Candidate => ({
        id: milestone.id,
        subject: { kind: 'milestone', milestone },
        alike: alike(milestone.id),
        wordings: [
          ...wordingsOf([...milestone.asks, ...ways(milestone.id)]),
          ...dayWays(milestone.date, questions.tasks.get('day') ?? []).flatMap(expandWay),
        ],
        statement: `${milestone.name} ${writtenDate(milestone.date)} ${milestone.hours ?? ''}`,
        counts: [],
        kinds: ['when', 'yes-no'],
        level: 'all',
        years: yearsSpokenOf(milestone.date),
      }),
    ),
  ];
  const yearsOf = new Map(known.map(({ id, years }) => [id, years]));
  const unknown = (subject: KnownUnknown): Candidate => ({
    ...openCandidate(`unknown/${subject.id}`, { kind: 'unknown', unknown: subject }, subject.asks),
    statement: subject.about,
    years: yearsOf.get(subject.near ?? '') ?? new Set(),
  });
  const all: Candidate[] = [
    ...known,
    ...[...questions.tasks]
      .filter(([task]) => task !== 'day')
      .map(([task, templates]) => ({
        ...openCandidate(`task/${task}`, { kind: 'task', task: task as Task }, templates),
        alike: alike(`task/${task}`),
        years: new Set(task === 'calendar' ? milestones.map(({ date }) => Number(date.slice(0, 4))) : []),
      })),
    ...documents.filter(({ title }) => asksSomething(title)).map(documentCandidate),
    ...[...questions.beside].map(([near, asks]) => unknown({ id: `beside-${near}`, about: '', near, asks })),
    ...questions.unknowns.map(unknown),
    ...[...questions.talk].map(([topic, templates]) => ({
      ...openCandidate(`talk/${topic}`, { kind: 'talk', topic: topic as TalkIntent }, templates),
      // Nobody wants a year foretold that is past.
      years: new Set(topic === 'prediction' && voted ? yearsFrom(Number(voted.date.slice(0, 4))) : []),
    })),
  ];
  return balanced(all.filter(({ wordings }) => wordings.length > 0));
}

/** Ways of talk that are kept in any case, and how many times as many as the things of the pack have. */
const keptOfTalk = 60;
const timesOwn = 6;

/** Talk comes with cutri and has hundreds of ways, a small pack's things have a few: who has many is near to anything. Of too many an even choice is kept; of tasks too, where there are articles alone and hardly a table. */
function balanced(candidates: readonly Candidate[]): Candidate[] {
  const own = candidates.filter(({ subject }) => ['fact', 'milestone', 'document'].includes(subject.kind));
  const usual = own.reduce((sum, { wordings }) => sum + wordings.length, 0) / Math.max(1, own.length);
  const knowsFacts = own.some(({ subject }) => subject.kind !== 'document');
  const most = Math.max(keptOfTalk, Math.round(timesOwn * usual));
  return candidates.map((candidate) => {
    const { subject, wordings } = candidate;
    const isLent = subject.kind === 'talk' || (subject.kind === 'task' && !knowsFacts);
    if (!isLent || wordings.length <= most) return candidate;
    return {
      ...candidate,
      wordings: wordings.filter(
        (_, i) => Math.floor((i * most) / wordings.length) !== Math.floor(((i - 1) * most) / wordings.length),
      ),
    };
  });
}

/** How much of an article is held against a question besides its title, in UTF-16 code units. */
const documentLength = 1000;

/** An article whose title is a question answers that question: guides of authorities are written so. */
function documentCandidate(document: SourceDocument): Candidate {
  const statement = document.body.slice(0, documentLength);
  return {
    ...openCandidate(document.id, { kind: 'document', document }, []),
    wordings: [document.title],
    passages: sentences(statement).map(({ start, end }) => `${document.title} ${statement.slice(start, end)}`),
    statement,
    years: yearsSpokenOf(fold(document.title)),
  };
}

/** A candidate that speaks of no year and no level, and that any kind of question may mean. */
const openCandidate = (id: string, subject: Candidate['subject'], templates: readonly string[]): Candidate => ({
  id,
  subject,
  alike: new Set(),
  wordings: wordingsOf(templates),
  statement: '',
  counts: [],
  kinds: [],
  level: 'all',
  years: new Set(),
});
