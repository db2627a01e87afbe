import type { DeadLetter, InboxLog } from '../conversations/inbox/log.ts';
import { channelOf } from '../messaging/message.ts';
import type { CommandIo } from './io.ts';

export interface InboxListOptions {
  json?: boolean | undefined;
  /** Also print what the person wrote. Only then does a person's text leave the inbox. */
  text?: boolean | undefined;
}

/** `cutri inbox list`: messages whose handling failed, oldest first. Never says who wrote one. */
export async function runInboxList(
  options: InboxListOptions,
  log: Pick<InboxLog, 'deadLetters'>,
  io: CommandIo,
): Promise<number> {
  const letters = await log.deadLetters();
  if (options.json) {
    for (const letter of letters) io.out(`${JSON.stringify(described(letter, options.text === true))}\n`);
    return 0;
  }
  if (letters.length === 0) {
    io.out('There are no dead letters.\n');
    return 0;
  }
  for (const letter of letters) {
    const { key, channel, kind, diedAt, why, text } = described(letter, options.text === true);
    io.out(`${key}  ${channel}  ${kind}  ${diedAt}  ${why}${text === undefined ? '' : `\n    ${JSON.stringify(text)}`}\n`);
  }
  io.out(
    `\n${letters.length} dead letter${letters.length === 1 ? '' : 's'}, erased a day after they failed. Handle them again with: cutri inbox replay\n`,
  );
  return 0;
}

function described({ key, message, why, diedAt }: DeadLetter, withText: boolean) {
  const { content } = message;
  const text = content.kind === 'text' ? content.text : content.kind === 'choice' ? content.value : undefined;
  return {
    key,
    channel: channelOf(message.chat),
    kind: content.kind,
    receivedAt: message.receivedAt,
    diedAt,
    why,
    ...(withText && text !== undefined ? { text } : {}),
  };
}

/** `cutri inbox replay [key…]`: lets them be handled again by the running service, or at its next start. */
export async function runInboxReplay(
  keys: readonly string[],
  log: Pick<InboxLog, 'deadLetters' | 'replay'>,
  io: CommandIo,
): Promise<number> {
  const known = new Set((await log.deadLetters()).map(({ key }) => key));
  const unknown = keys.filter((key) => !known.has(key));
  if (unknown.length > 0) {
    io.err(
      `cutri inbox replay: there is no dead letter ${unknown.join(', ')}; cutri inbox list names those there are. Nothing was replayed.\n`,
    );
    return 1;
  }
  const replayed = await log.replay(keys.length > 0 ? keys : undefined);
  io.out(
    replayed === 0 ? 'There are no dead letters.\n' : `${replayed} message${replayed === 1 ? '' : 's'} will be handled again.\n`,
  );
  return 0;
}
