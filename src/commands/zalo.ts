import type { CommandIo } from './io.ts';

/** What giving a first token pair came to; the channel `zalo-oa` does the work. */
export type ZaloAuthorised =
  | { kind: 'authorised'; account: string | undefined }
  | { kind: 'refused'; code: number }
  | { kind: 'unavailable' }
  | { kind: 'cannot-keep'; why: string }
  | { kind: 'not-kept'; why: string };

const where = 'developers.zalo.me → your app → Tools & Support → API Explorer → token type "OA Access Token"';

/**
 * `cutri channels authorise zalo-oa`: reads a refresh token from standard input, where no list of processes shows it, exchanges it for a pair of
 * our own and keeps that. The service may be running.
 */
export async function runZaloAuthorise(
  authorise: (refreshToken: string) => Promise<ZaloAuthorised>,
  io: CommandIo,
): Promise<number> {
  if (io.interactive) io.err(`Paste the refresh token (${where}), then press Enter:\n`);
  const refreshToken = (await firstLine(io.stdin)).trim();
  if (!/^\S{10,2000}$/u.test(refreshToken)) {
    io.err(`cutri channels authorise: give the refresh token alone on standard input; it is shown at ${where}.\n`);
    return 1;
  }
  const outcome = await authorise(refreshToken);
  switch (outcome.kind) {
    case 'authorised':
      io.out(
        `zalo-oa: authorised${outcome.account === undefined ? '' : ` for “${outcome.account}”`}. A running service takes the new tokens over within a minute. The token you pasted is used up.\n`,
      );
      return 0;
    case 'refused':
      io.err(
        `zalo-oa: Zalo refuses this refresh token (${outcome.code}): ${reasons[outcome.code] ?? 'get a new one'} (${where}).\n`,
      );
      return 1;
    case 'unavailable':
      io.err(
        'zalo-oa: Zalo gave no usable answer. Try the same token again; if it is refused then, it was used up by this attempt: get a new one.\n',
      );
      return 1;
    case 'cannot-keep':
      io.err(`zalo-oa: nothing was asked of Zalo, because the answer could not be kept: ${outcome.why}\n`);
      return 1;
    case 'not-kept':
      io.err(
        `zalo-oa: the new tokens could not be kept: ${outcome.why}\nThe token you pasted is used up: get a new one afterwards (${where}).\n`,
      );
      return 1;
  }
}

const reasons: Record<number, string> = {
  [-14002]: 'CUTRI_ZALO_OA_APP_ID or CUTRI_ZALO_OA_APP_SECRET is not that of the app the token was made for',
  [-14020]: 'it was used before or is too old: get a new one',
};

async function firstLine(stdin: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.includes('\n') || text.length > 10_000) break;
  }
  return text.split('\n', 1)[0] ?? '';
}
