import type { Reply } from '../../src/answering/reply/reply.ts';
import type { Dialogue } from '../../src/conversations/dialogue.ts';
import { planted } from './inputs.ts';

const now = new Date('2026-03-10T03:00:00Z');
/** Tags, entities, half characters, and what is invisible or turns the direction of text: none of it stands in our sources. */
const foreign = /<[a-z!/?]|&(?:lt|#)|javascript:|[\p{Cs}\p{Cc}\p{Cf}\p{Me}]|\p{M}{3}/iu;

/** What is wrong with a reply to this input, or `undefined`. */
export function fault(reply: Reply): string | undefined {
  const parts = [
    reply.text,
    reply.kind === 'answer' ? (reply.value ?? '') : '',
    ...(reply.choices ?? []).flatMap(({ label, value }) => [label, value]),
    ...reply.citations.flatMap(({ title, publisher, quote, url }) => [title, publisher, quote, url ?? '']),
  ];
  if (reply.text.trim() === '') return 'the reply is empty';
  const passed = parts.find(
    (part) => foreign.test(part.replaceAll('\n', ' ')) || part.includes(planted) || part.includes('.invalid'),
  );
  if (passed !== undefined) return `something of the message was passed through: ${JSON.stringify(passed.slice(0, 200))}`;
  if (reply.kind === 'answer' && reply.citations.length === 0 && !reply.file) return 'an answer without a source';
  return undefined;
}

/** Says one input in a conversation of several and looks at the reply; a crash is a fault too. */
export function examine(dialogue: Dialogue, text: string, chat = 'fuzz:1'): { fault?: string; reply?: Reply } {
  try {
    const reply = dialogue.reply({ chat, text }, now);
    const wrong = fault(reply);
    return { reply, ...(wrong === undefined ? {} : { fault: wrong }) };
  } catch (error) {
    return { fault: `crash: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` };
  }
}
