import type { Command } from 'commander';
import { runDraft, runEdit, runFollowUp, runList, runRemind, runWithReason } from './announce.ts';
import { withTranslations } from './content.ts';
import { runApprove, runPreview, runSubmit, runTestSend } from './deciding.ts';
import { addEmergencyCommands } from './emergency-subcommands.ts';
import { withRepeat } from './repeat.ts';
import { runRowTrim } from './row-trim.ts';
import { runGo, runResume, runStatus } from './status.ts';
import type { ReadNumber, UsingDesk } from './using.ts';

const collected = (typed: string, before: string[] = []): string[] => [...before, typed];

/** Adds `cutri announce …`: every step of an announcement, for officials at a terminal and for scripts. */
export function addAnnounceCommands(program: Command, using: UsingDesk, number: ReadNumber): void {
  const announce = program
    .command('announce')
    .description('write, approve and send announcements; no rule is weaker here than on Telegram');

  const step = (name: string, description: string): Command =>
    announce
      .command(name)
      .description(description)
      .requiredOption('--as <official>', 'your account, signed in here with `cutri official login`')
      .option('--json', 'answer with JSON objects');
  const onOne = (name: string, description: string): Command =>
    step(name, description).argument('<number>', 'number of the announcement', number);
  const withContent = (command: Command): Command =>
    withTranslations(command)
      .option(
        '--to <whom>',
        'everyone, milestones, reform, officials (a drill), or communes by name or code, separated by commas',
      )
      .option(
        '--topic <topics>',
        'with communes: only those there who also asked for milestones, reform, or one of both (milestones,reform)',
      )
      .option('--at <time>', 'when it goes out, e.g. "08:00 20/05/2031"; now: as soon as somebody sends it')
      .option('--until <time>', 'until when it is in force, e.g. "19:00 20/05/2031"')
      .option('--button <label=text>', 'a button and what pressing it says to the bot; may be repeated', collected)
      .option('--image <file>', 'one picture, JPEG or PNG, at most 5 MB, read from this computer; an empty one takes it out')
      .option('--image-alt <text>', 'what is to be seen on it, in Vietnamese, for who does not see it; needed with --image')
      .option('--link-preview', 'platforms may show what is behind a link of the text')
      .option('--no-link-preview', 'they may not; the default');

  withRepeat(withContent(step('draft', 'keep a new draft')))
    .argument('[text]', 'the text; -, or none: from standard input')
    .option('--drill', 'for officials only, marked as a drill')
    .action((text: string | undefined, options: Parameters<typeof runDraft>[1]) =>
      using((work) => runDraft(text, options, work)),
    );
  withRepeat(withContent(onOne('edit', 'change it; voids any approval')))
    .argument('[text]', 'the new text; -: from standard input; none: the text stays')
    .action((at: number, text: string | undefined, options: Parameters<typeof runEdit>[2]) =>
      using((work) => runEdit(at, text, options, work)),
    );
  onOne('preview', 'exactly what people get, whom it reaches, what the text check found').action(
    (at: number, options: Parameters<typeof runPreview>[1]) => using((work) => runPreview(at, options, work)),
  );
  onOne('test-send', 'send it to your own linked chat, marked as a trial').action(
    (at: number, options: Parameters<typeof runTestSend>[1]) => using((work) => runTestSend(at, options, work)),
  );
  onOne('submit', 'ask for approval')
    .option('--override <finding=reason>', 'keep what the text check found, and why; may be repeated', collected)
    .action((at: number, options: Parameters<typeof runSubmit>[1]) => using((work) => runSubmit(at, options, work)));
  onOne('approve', 'approve it: another person than whoever wrote it')
    .option('--hash <hash>', 'of the preview you have seen; without it the preview is shown first')
    .option('--behalf <account>', 'in whose name, where somebody has delegated to you; needed only where you could mean several')
    .option('--code <code>', 'of your authenticator app; asked for where it is left out')
    .option('--confirm <phrase>', 'the phrase naming audience and count, where one is needed; asked for where it is left out')
    .action((at: number, options: Parameters<typeof runApprove>[1]) => using((work) => runApprove(at, options, work)));
  for (const [name, description] of [
    ['return', 'give it back to its author, with the reason'],
    ['pause', 'send no more of it for now'],
    ['stop', 'send no more of it, for good'],
  ] as const)
    onOne(name, description)
      .option('--reason <text>', name === 'return' ? 'why; the author reads it' : 'why; for the audit log')
      .action((at: number, options: Parameters<typeof runWithReason>[2]) =>
        using((work) => runWithReason(name, at, options, work)),
      );
  for (const [name, description] of [
    ['send', 'begin sending now'],
    ['schedule', 'let it begin at the approved time'],
  ] as const) {
    const command = onOne(name, description);
    if (name !== 'schedule') command.option('--watch', 'show how far it is until it is over');
    command.option('--code <code>', 'of your authenticator app, for what goes to everyone; asked for where it is left out');
    command.action((at: number, options: Parameters<typeof runGo>[2]) => using((work) => runGo(name, at, options, work)));
  }
  step('resume', 'go on, on channels held back as well')
    .argument('[number]', 'number of the announcement', number)
    .option(
      '--after-restore',
      'the store was put back to an older state and you have looked: call off all it holds, then send again',
    )
    .option('--code <code>', 'of your authenticator app, with --after-restore; asked for where it is left out')
    .option('--watch', 'show how far it is until it is over')
    .action((at: number | undefined, options: Parameters<typeof runGo>[2] & { afterRestore?: boolean }) =>
      using((work) => runResume(at, options, work)),
    );
  onOne('status', 'how far the sending has come')
    .option('--watch', 'until it is over')
    .option('--csv', 'totals by channel as CSV, never people')
    .action((at: number, options: Parameters<typeof runStatus>[1]) => using((work) => runStatus(at, options, work)));
  for (const [name, kind, description] of [
    ['correct', 'correction', 'draft a correction of it, and pause it while it is being sent'],
    ['retract', 'retraction', 'draft a retraction of it, and pause it while it is being sent'],
  ] as const)
    withTranslations(onOne(name, description))
      .argument('[text]', 'what is wrong and what is right; -, or none: from standard input')
      .option('--until <time>', 'until when it is in force; as long as the first one where it is left out')
      .option('--image <file>', 'one picture, JPEG or PNG, at most 5 MB, read from this computer')
      .option('--image-alt <text>', 'what is to be seen on it, in Vietnamese, for who does not see it; needed with --image')
      .action((at: number, text: string | undefined, options: Parameters<typeof runFollowUp>[3]) =>
        using((work) => runFollowUp(kind, at, text, options, work)),
      );
  step('list', 'those that are not over')
    .option('--all', 'every one there ever was')
    .action((options: Parameters<typeof runList>[0]) => using((work) => runList(options, work)));
  step('trim', 'what of announcements that were closed long ago becomes totals; the service does it by itself')
    .option('--dry-run', 'say what would go; nothing else is done by hand')
    .option(
      '--days <days>',
      'as if they were kept for so many days, at least 365; otherwise as CUTRI_ANNOUNCEMENTS_KEPT_DAYS says',
      number,
    )
    .action((options: Parameters<typeof runRowTrim>[0]) => using((work) => runRowTrim(options, work)));
  addEmergencyCommands(announce, using, number);
  step('remind', 'draft and submit the reminders of the election calendar that are not there yet').action(
    (options: Parameters<typeof runRemind>[0]) => using((work) => runRemind(options, work)),
  );
}
