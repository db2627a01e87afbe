import type { Command, Option } from 'commander';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import type { CommandIo } from '../io.ts';
import { type QrOptions, runQr } from './qr.ts';

/** Adds `cutri qr`. */
export function addQrCommand(
  program: Command,
  deps: {
    load(stack: string): Promise<KnowledgePack>;
    knowledgeOption(): Option;
    io: CommandIo;
    now: () => Date;
    finish: (code: number) => void;
  },
): void {
  program
    .command('qr')
    .description('a QR code that leads to the bot, for a wall: SVG, a page to print, or a PDF')
    .option('--bot <name>', 'name of the Telegram bot')
    .option('--url <address>', 'any other address instead, e.g. of the web page')
    .option('--commune <name>', 'ask for this commune’s electoral units; its name or code')
    .option('--fact <id>', 'ask for this fact of the pack')
    .option('--every-commune', 'a page of each commune of the pack, in one PDF')
    .option('--pdf <file>', 'writes the page to print as PDF, into a file that does not exist yet')
    .option('--html', 'a page to print instead of the picture alone')
    .addOption(deps.knowledgeOption())
    .action(async (options: QrOptions & { knowledge: string }) =>
      deps.finish(await runQr(options, await deps.load(options.knowledge), deps.io, deps.now)),
    );
}
