import type { Announcement } from '../../announcements/announcement.ts';
import type { Finding } from '../../announcements/finding.ts';
import type { Preview } from '../../announcements/publishing.ts';
import type { Outcome } from '../../announcements/refusal.ts';
import { sendTrials } from '../../announcements/rendering.ts';
import { behalfText, findingText, previewText, sameHandsText } from '../../announcements/words-preview.ts';
import { versionChanges } from '../../conversations/notices/text-difference.ts';
import { createAsking } from '../asking.ts';
import { type AnnouncementDesk, type AnnounceOptions, actorOf, onOne, told, type Work } from './announce.ts';
import { announcementJson, answerRefusal, createAnswer } from './view.ts';
import { commandWords as words } from './words.ts';

/** Digits of a hash that tell one content from another. */
const shownHash = 16;

export async function runPreview(number: number, options: AnnounceOptions, work: Work): Promise<number> {
  const { desk, io } = work;
  const answer = createAnswer(options.json, io);
  const looked = await lookAt(number, options, work);
  if (looked.kind === 'refused') return answerRefusal(answer, looked.refusal);
  const { announcement, message, translated, pictures, count, communes, findings, hash, phrase, sameHands, behalves } =
    looked.value;
  return answer.done(
    {
      announcement: announcementJson(announcement),
      ...{ message, translated, pictures, count, communes, findings, hash, phrase, sameHands, behalves },
    },
    [previewed(looked.value, desk), ...overridable(findings, announcement), words.hashIs(hash.slice(0, shownHash), number)].join(
      '\n',
    ),
  );
}

export async function runTestSend(number: number, options: AnnounceOptions, work: Work): Promise<number> {
  const { desk, io } = work;
  const answer = createAnswer(options.json, io);
  const looked = await lookAt(number, options, work);
  if (looked.kind === 'refused') return answerRefusal(answer, looked.refusal);
  const chat = await desk.chatOf(options.as);
  if (chat === undefined) return answer.refused({ code: 'not-linked' }, words.notLinked(options.as));
  const isSent = await sendTrials(looked.value, (message) => desk.send(chat, message));
  return isSent ? answer.done({ number }, words.tested) : answer.refused({ code: 'not-sent' }, words.notTested);
}

/** `override`: `code=reason` or `place=reason`, the place being that of the finding in the preview. */
export async function runSubmit(number: number, options: AnnounceOptions & { override?: string[] }, work: Work): Promise<number> {
  const { desk, io } = work;
  const answer = createAnswer(options.json, io);
  const looked = await lookAt(number, options, work);
  if (looked.kind === 'refused') return answerRefusal(answer, looked.refusal);
  const reasons: Record<string, string> = {};
  for (const typed of options.override ?? []) {
    const at = typed.indexOf('=');
    const named = typed.slice(0, at);
    const finding = looked.value.findings.find(({ code }, i) => code === named || named === String(i + 1));
    if (at < 0 || !finding) return answer.refused({ code: 'no-such-finding' }, words.noSuchFinding(typed, number));
    reasons[finding.code] = typed.slice(at + 1).trim();
  }
  return onOne(number, options, work, (actor, { id }) => desk.publishing.submit(actor, id, reasons), words.submitted);
}

/** Without `hash` the preview is shown first: whoever approves has seen it. */
export async function runApprove(
  number: number,
  options: AnnounceOptions & { hash?: string; code?: string; confirm?: string; behalf?: string },
  work: Work,
): Promise<number> {
  const { desk, io } = work;
  const answer = createAnswer(options.json, io);
  const looked = await lookAt(number, options, work);
  if (looked.kind === 'refused') return answerRefusal(answer, looked.refusal);
  const { hash, phrase, announcement, sameHands } = looked.value;
  const asking = createAsking(io);
  try {
    if (options.hash === undefined && !io.interactive) return answer.refused({ code: 'no-hash' }, words.needsHash(number));
    if (options.hash === undefined) io.err(`${previewed(looked.value, desk)}\n`);
    else if (sameHands) io.err(`${sameHandsText(sameHands)}\n`);
    const typed = options.confirm ?? (phrase === undefined ? '' : await asking.line(words.askPhrase(phrase)));
    if (typed === undefined) return answerRefusal(answer, { code: 'confirmation', phrase: phrase! });
    const code = options.code ?? (await asking.line(words.askCode));
    if (code === undefined) return answer.refused({ code: 'no-code' }, words.needsCode);
    const seen = options.hash === undefined || isStartOf(options.hash, hash) ? hash : options.hash;
    const approved = await desk.publishing.approve(actorOf(options, io), announcement.id, {
      ...{ hash: seen, code, phrase: typed, behalf: options.behalf },
    });
    return told(approved, (one) => `${words.approved(one)}${inTheName(one, looked.value)}`, options, io);
  } finally {
    asking.close();
  }
}

/** In whose name it was approved, as a line of its own. */
function inTheName({ approval }: Announcement, { behalves }: Preview): string {
  const given = behalves.find(({ of }) => of === approval?.behalf?.of);
  return given ? `\n${words.inTheName(behalfText(given))}` : '';
}

const isStartOf = (typed: string, hash: string): boolean => typed.length >= shownHash && hash.startsWith(typed.toLowerCase());

async function lookAt(number: number, asked: AnnounceOptions, { desk: { publishing }, io }: Work): Promise<Outcome<Preview>> {
  const found = await publishing.find(actorOf(asked, io), number);
  return found.kind === 'refused' ? found : publishing.preview(actorOf(asked, io), found.value.id);
}

function previewed(preview: Preview, { communes }: AnnouncementDesk): string {
  const { reviewed, content } = preview.announcement;
  return previewText(preview, {
    communeName: communes.title,
    ...(reviewed ? { changes: versionChanges(reviewed, content) } : {}),
  });
}

/** How to keep what was found nevertheless. */
function overridable(findings: readonly Finding[], { overrides }: Announcement): string[] {
  return findings.flatMap((finding, i) =>
    finding.severity === 'override' && !overrides.some(({ code }) => code === finding.code)
      ? [words.overrideWith(i + 1, findingText(finding))]
      : [],
  );
}
