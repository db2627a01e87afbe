import type { Asked } from '../question/asked.ts';
import { readScope } from '../question/scope.ts';
import type { Reply } from './reply.ts';
import { declinedText, quickChoices, talkText } from './words-talk.ts';

/** What is said to a message that is no question to look up; `undefined` for a question. `sources` says what there is to answer from. */
export function scopeReply(asked: Asked, sources: () => Reply): Reply | undefined {
  const scope = readScope(asked.raw) ?? readScope(asked.text);
  if (!scope) return undefined;
  if (scope.kind === 'declined')
    return { kind: 'none', reason: scope.reason, text: declinedText[scope.topic][asked.language], citations: [] };
  if (scope.topic === 'sources') return sources();
  const offers = scope.topic === 'greeting' || scope.topic === 'help';
  return {
    kind: 'talk',
    text: talkText[scope.topic][asked.language],
    citations: [],
    ...(offers ? { choices: quickChoices } : {}),
  };
}
