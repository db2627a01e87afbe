import { createQuestionLikeness } from '../../src/answering/verdict/question-likeness.ts';
import { openPack } from '../../src/app/knowledge.ts';
import { type AskingOfficials, createAskingOfficials } from '../../src/conversations/unanswered/asking.ts';
import { createPersonMark } from '../../src/conversations/unanswered/person-mark.ts';
import type { Unanswered } from '../../src/conversations/unanswered/question-group.ts';
import { createRecording, type Recording, type RecordingDeps } from '../../src/conversations/unanswered/recording.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { createRecordsMemory } from './records-memory.ts';
import { smallPack } from './small-pack.ts';

export interface AskedOfficials {
  unanswered: Unanswered;
  recording: Recording;
  asking: AskingOfficials;
  clock: TestClock;
  errors: unknown[];
}

/** A dialogue over the small pack whose unanswered questions are kept in memory. */
export function openAskedOfficials(changes: Partial<RecordingDeps> = {}): AskedOfficials {
  const clock = createTestClock();
  const pack = smallPack();
  const dialogue = openPack(pack).openDialogue();
  const unanswered: Unanswered = { groups: createRecordsMemory(), askers: createRecordsMemory() };
  const likeness = createQuestionLikeness(
    pack.lexicon,
    pack.facts.flatMap(({ asks }) => asks),
  );
  const errors: unknown[] = [];
  let ids = 0;
  const recording = createRecording({
    unanswered,
    explain: dialogue.explain,
    likeness: () => likeness,
    mark: createPersonMark('a key for tests'),
    newId: () => `id-${++ids}`,
    now: clock.now,
    report: (error) => void errors.push(error),
    ...changes,
  });
  return { unanswered, recording, asking: createAskingOfficials(dialogue, { recording, now: clock.now }), clock, errors };
}
