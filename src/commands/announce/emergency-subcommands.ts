import type { Command } from 'commander';
import { withTranslations } from './content.ts';
import { runEmergencyPreview, runEmergencySend, runTemplateDraft, runTemplateEdit, runTemplates } from './emergency.ts';
import type { ReadNumber, UsingDesk } from './using.ts';

const collected = (typed: string, before: string[] = []): string[] => [...before, typed];

/** Adds `cutri announce emergency …`: texts approved in advance, and sending from one. */
export function addEmergencyCommands(announce: Command, using: UsingDesk, number: ReadNumber): void {
  const emergency = announce
    .command('emergency')
    .description('templates that two people approved in advance; one approver fills one in and sends it at once');
  const step = (name: string, description: string): Command =>
    emergency
      .command(name)
      .description(description)
      .requiredOption('--as <official>', 'your account, signed in here with `cutri official login`')
      .option('--json', 'answer with JSON objects');
  const onOne = (name: string, description: string): Command =>
    step(name, description).argument('<number>', 'number of the template', number);
  const withTerms = (command: Command): Command =>
    withTranslations(command)
      .option('--blank <name=type:most>', '{name} in the text: place, time, date, number or text, so many characters', collected)
      .option('--hours <hours>', 'how long what is made from it is in force, up to 72')
      .option('--to <whom>', 'whom it may go to at most: everyone, milestones, reform, or communes by name or code')
      .option('--topic <topics>', 'with communes: at most those there who also asked for milestones, reform, or one of both')
      .option('--until <time>', 'until when the template may be used');
  const filled = (command: Command): Command =>
    command
      .option('--fill <name=words>', 'what stands in a blank; may be repeated', collected)
      .option('--to <whom>', 'some of those the template is for; all of them where it is left out')
      .option('--topic <topics>', 'with communes: only those there who also asked for milestones, reform, or one of both')
      .option('--drill', 'to officials only, marked as a drill');

  step('list', 'templates, and whether they can be used now').action((options: Parameters<typeof runTemplates>[0]) =>
    using((work) => runTemplates(options, work)),
  );
  withTerms(step('draft', 'keep a new template; then `announce submit`, and another person `announce approve`'))
    .argument('[text]', 'the text with {blanks}; -, or none: from standard input')
    .action((text: string | undefined, options: Parameters<typeof runTemplateDraft>[1]) =>
      using((work) => runTemplateDraft(text, options, work)),
    );
  withTerms(onOne('edit', 'change a template; voids its approval'))
    .argument('[text]', 'the new text; -: from standard input; none: the text stays')
    .action((at: number, text: string | undefined, options: Parameters<typeof runTemplateEdit>[2]) =>
      using((work) => runTemplateEdit(at, text, options, work)),
    );
  filled(onOne('preview', 'exactly what people would get, and how many')).action(
    (at: number, options: Parameters<typeof runEmergencyPreview>[1]) => using((work) => runEmergencyPreview(at, options, work)),
  );
  filled(onOne('send', 'send it now, by one approver: no second person, no first few, no hold'))
    .option('--hash <hash>', 'of the preview you have seen; without it the preview is shown first')
    .option('--code <code>', 'of your authenticator app; asked for where it is left out')
    .option('--watch', 'show how far it is until it is over')
    .action((at: number, options: Parameters<typeof runEmergencySend>[1]) =>
      using((work) => runEmergencySend(at, options, work)),
    );
}
