import { gapQuestions } from '../../answering/question/gap-questions.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import { sentences } from '../../answering/search/sentence.ts';
import { messageOf } from '../../conversations/responding.ts';
import type { EditRefusal, PackEdit } from '../../elections/pack/edit.ts';
import type { OutgoingMessage } from '../../messaging/message.ts';
import { milestoneQuestion, stationQuestion } from '../views/words-knowing.ts';

/** Answers questions from the pack as an edit would make it. */
export type TryOut = (
  edit: PackEdit,
  questions: readonly string[],
) => Promise<{ kind: 'tried'; result: readonly Reply[] } | EditRefusal>;

/** A question and what would be answered. */
export interface TrialLine {
  question: string;
  message: OutgoingMessage;
  /** Where the answer comes from: what is being edited, something else, nowhere. */
  from: 'this' | 'other' | 'clarify' | 'none';
}

const mostTried = 5;
const longestQuestion = 300;

/** `count` of many, spread over all of them. */
const spread = (all: readonly string[], count: number): string[] =>
  all.length <= count ? [...all] : Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]!);

/** Questions of an article. */
export function articleQuestions({ title, body }: { title: string; body: string }): string[] {
  const said = body.split('\n').flatMap((paragraph) => sentences(paragraph).map(({ start, end }) => paragraph.slice(start, end)));
  return gapQuestions(title, said, mostTried);
}

function ownQuestions(edit: PackEdit): string[] {
  switch (edit.kind) {
    case 'fact':
    case 'change':
      return spread(edit.fact.asks, mostTried);
    case 'unknown':
      return spread(edit.unknown.asks, mostTried);
    case 'wording':
      return [edit.wording];
    case 'article':
      return articleQuestions(edit.document);
    case 'stations':
      return spread(
        edit.rows.flatMap(({ hamlets = '' }) => hamlets.split(';').map((hamlet) => hamlet.trim())).filter(Boolean),
        mostTried,
      ).map((hamlet) => stationQuestion(hamlet, edit.title));
    case 'province':
      return spread(edit.province.questions, mostTried);
    case 'milestone':
      return [milestoneQuestion(edit.milestone.name)];
    case 'restore':
      return [];
  }
}

/** The questions an edit is looked at with: those that somebody typed, else its own. */
export function trialQuestions(edit: PackEdit, typed: string): string[] {
  const own = typed
    .split(/\r\n?|\n/u)
    .map((question) => question.trim().slice(0, longestQuestion))
    .filter(Boolean);
  return (own.length > 0 ? own : ownQuestions(edit)).slice(0, mostTried);
}

/** Whether a reply rests on what is edited. */
function originOf(reply: Reply, edit: PackEdit): TrialLine['from'] {
  if (reply.kind === 'clarify') return 'clarify';
  if (reply.kind === 'none') return edit.kind === 'unknown' && reply.about === edit.unknown.id ? 'this' : 'none';
  const documents = [reply.about, ...reply.citations.map(({ document }) => document)];
  const id =
    edit.kind === 'fact' || edit.kind === 'change'
      ? edit.fact.id
      : edit.kind === 'article'
        ? edit.document.id
        : edit.kind === 'wording'
          ? edit.fact
          : edit.kind === 'milestone'
            ? edit.milestone.id
            : undefined;
  const isOurs =
    id === undefined
      ? edit.kind === 'stations' && edit.rows.some(({ name = '' }) => name !== '' && reply.text.includes(name))
      : documents.some((document) => document === id);
  return isOurs ? 'this' : 'other';
}

/** What would be answered if an edit were made; nothing is changed. */
export async function tryEdit(
  tryOut: TryOut,
  edit: PackEdit,
  typed: string,
): Promise<{ kind: 'tried'; lines: TrialLine[] } | EditRefusal> {
  const questions = trialQuestions(edit, typed);
  const outcome = await tryOut(edit, questions);
  if (outcome.kind !== 'tried') return outcome;
  const lines = outcome.result.map((reply, i): TrialLine => {
    return { question: questions[i]!, message: messageOf(reply, undefined), from: originOf(reply, edit) };
  });
  return { kind: 'tried', lines };
}
