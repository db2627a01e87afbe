import { type Announcement, states, transitions } from '../../announcements/announcement.ts';
import type { Finding } from '../../announcements/finding.ts';
import { offersOf } from '../../announcements/offers.ts';
import type { Official } from '../../announcements/people/officials.ts';
import type { Preview, Publishing } from '../../announcements/publishing.ts';
import type { Refusal } from '../../announcements/refusal.ts';
import { announcementName, refusalText } from '../../announcements/words.ts';
import { previewText, progressText } from '../../announcements/words-preview.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import type { ChatKey, Choice } from '../../messaging/message.ts';
import type { CommuneNames } from '../commune-names.ts';
import { versionChanges } from '../notices/text-difference.ts';
import { askFor, type Verb } from './grammar.ts';
import { officialLabels as labels, menuChoices, officialWords } from './words.ts';

/** An official at work in their chat. */
export interface Visit {
  chat: ChatKey;
  official: Official;
  actor: { official: string; from: 'telegram' };
}

/** Reasons an official has given for findings of one content, until it is submitted: code → reason. */
export type Reasons = Readonly<Record<string, string>>;

export interface OfficialViews {
  menu(visit: Visit): Promise<Reply>;
  /** The preview with everything this official can do now; `lead`: what has just been done. */
  look(visit: Visit, announcement: { id: string }, lead?: string): Promise<Reply>;
  status(visit: Visit, announcement: { id: string }, lead?: string): Promise<Reply>;
}

export const said = (text: string, choices: readonly Choice[] = []): Reply => ({
  kind: 'talk',
  text,
  citations: [],
  ...(choices.length > 0 ? { choices: [...choices] } : {}),
});

export const saidNo = (refusal: Refusal): Reply => said(refusalText(refusal));

const listed = 12;
/** Something may still be done with them. */
const unfinished = states.filter((state) => Object.keys(transitions[state]).length > 0);

export function createOfficialViews({
  publishing,
  communes,
  reasons,
}: {
  publishing: Pick<Publishing, 'preview' | 'progress' | 'page'>;
  communes: Pick<CommuneNames, 'title'>;
  /** Given by this chat for this content. */
  reasons(chat: ChatKey, hash: string): Reasons;
}): OfficialViews {
  return {
    async menu({ actor }) {
      const held = await publishing.page(actor, { states: unfinished, limit: listed });
      if (held.kind === 'refused') return saidNo(held.refusal);
      const open = held.value.toReversed();
      const last = open.length > 0 ? held : await publishing.page(actor, { limit: 3 });
      const latest = last.kind === 'done' ? last.value.toReversed() : [];
      return said(officialWords.menu(open.map(announcementName)), [
        ...menuChoices,
        ...latest.map((one) => askFor(announcementName(one), { number: one.number, verb: 'look' })),
      ]);
    },
    async look({ chat, official, actor }, { id }, lead) {
      const outcome = await publishing.preview(actor, id);
      if (outcome.kind === 'refused') return saidNo(outcome.refusal);
      const preview = outcome.value;
      const { announcement, hash } = preview;
      const { reviewed, content } = announcement;
      const given = reasons(chat, hash);
      const overrides = [
        ...announcement.overrides,
        ...Object.entries(given).flatMap(([code, reason]) =>
          announcement.overrides.some((held) => held.code === code) ? [] : [{ code, reason }],
        ),
      ];
      const text = previewText(
        { ...preview, announcement: { ...announcement, overrides } },
        {
          communeName: communes.title,
          ...(reviewed ? { changes: versionChanges(reviewed, content) } : {}),
        },
      );
      return said(lead ? `${lead}\n\n${text}` : text, previewChoices(official, preview, openFindings(preview, overrides)));
    },
    async status({ official, actor }, { id }, lead) {
      const outcome = await publishing.progress(actor, id);
      if (outcome.kind === 'refused') return saidNo(outcome.refusal);
      const text = progressText(outcome.value);
      return said(lead ? `${lead}\n\n${text}` : text, statusChoices(official, outcome.value.announcement));
    },
  };
}

/** In the order of the preview, so that their places can be named. */
const openFindings = ({ findings }: Preview, overrides: readonly { code: string }[]): Finding[] =>
  findings.filter(({ code }) => !overrides.some((given) => given.code === code));

function previewChoices(
  official: Official,
  { announcement, hash, findings, behalves }: Preview,
  open: readonly Finding[],
): Choice[] {
  const { number, kind, state, startedAt } = announcement;
  const button = (label: string, verb: Verb, bound = false, argument = '') =>
    askFor(label, { number, verb, argument, ...(bound ? { hash } : {}) });
  const offers = offersOf(official, announcement, behalves.length > 0);
  const choosesAudience = kind === 'notice';
  const overridable = open.filter(({ severity }) => severity === 'override');
  return [
    offers.has('submit') && open.length === 0 && button(labels.submit, 'submit', true),
    ...(offers.has('submit')
      ? overridable.map((finding) =>
          button(labels.override(open.indexOf(finding) + 1), 'override', true, `${findings.indexOf(finding) + 1}`),
        )
      : []),
    offers.has('approve') && button(labels.approve, 'approve', true),
    offers.has('schedule') && button(labels.schedule, 'schedule', true),
    offers.has('send') && button(labels.send, 'send', true),
    offers.has('return') && button(labels.return, 'return', true),
    offers.has('edit') && button(labels.text, 'text'),
    offers.has('edit') && choosesAudience && button(labels.audience, 'audience'),
    offers.has('edit') && button(labels.when, 'when'),
    offers.has('edit') && button(labels.expiry, 'expiry'),
    button(labels.test, 'test'),
    startedAt !== undefined && button(labels.status, 'status'),
    offers.has('stop') && button(state === 'draft' ? labels.drop : labels.stop, 'stop'),
  ].filter((choice): choice is Choice => choice !== false);
}

/** What this official can do with one that is or was being sent. */
export function statusChoices(official: Official, announcement: Announcement): Choice[] {
  const { number } = announcement;
  const button = (label: string, verb: Verb) => askFor(label, { number, verb });
  const offers = offersOf(official, announcement);
  return [
    offers.has('stop') && button(labels.stop, 'stop'),
    offers.has('pause') && button(labels.pause, 'pause'),
    offers.has('resume') && button(labels.resume, 'resume'),
    offers.has('correct') && button(labels.correct, 'correct'),
    offers.has('retract') && button(labels.retract, 'retract'),
    button(labels.status, 'status'),
    button(labels.look, 'look'),
  ].filter((choice): choice is Choice => choice !== false);
}
