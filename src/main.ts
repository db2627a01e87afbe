import './node-guard.ts';
import { parseArgs } from 'node:util';
import { type Service, startService } from './app/app.ts';
import { buildName } from './app/build.ts';
import { startFailure } from './app/start-failure.ts';
import { runInService } from './cli.ts';
import { controlSocket } from './commands/control/place.ts';
import { listenForCommands } from './commands/control/service.ts';
import { type Config, ConfigError, loadConfig } from './config.ts';
import { createLogger } from './logger.ts';

/** How long stopping may take where the store is out of reach, and where it is not. A service manager kills after 30 s. */
const withoutStoreMs = 9_000;
const longestStopMs = 25_000;

let config: Config | undefined;
try {
  config = loadConfig(envFile());
  const logger = createLogger(config.CUTRI_LOG_LEVEL);
  // A mistake of ours in a state nobody knows: what was acknowledged is on disk, the locks end with the process, whoever keeps us running starts us again.
  for (const what of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(what, (err: unknown) => {
      logger.fatal({ err }, `${what}: the service ends`);
      process.exit(1);
    });
  const service = await startService(config, logger);
  process.stdout.write(startLines(service, buildName(config.CUTRI_BUILD)));
  // With a database, commands reach everything by themselves.
  const commands =
    config.DATABASE_URL === undefined
      ? await listenForCommands(controlSocket(config.CUTRI_DATA), (argv, io) => runInService(argv, io, service.host))
      : undefined;
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    const end = (code: number): void => process.exit(code);
    // Everything is made to be cut off at any moment: what is waited for in vain is not waited for long.
    setTimeout(() => {
      if (service.host.store.state().state === 'on') return;
      logger.error('the store does not answer: the service ends without waiting for it; what was acknowledged is kept');
      end(1);
    }, withoutStoreMs);
    setTimeout(() => {
      logger.error('stopping took too long: the service ends; what was acknowledged is answered after the next start');
      end(1);
    }, longestStopMs);
    void Promise.resolve(commands?.close())
      .then(() => service.stop())
      .then(() => end(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  const sentence = startFailure(error, config);
  if (sentence === undefined) createLogger('fatal').fatal({ err: error }, 'the service cannot start; this is a mistake in cutri');
  else process.stderr.write(`${sentence}\n`);
  // What was opened before would keep the process.
  process.exit(1);
}

/** What runs, where, and what it knows. */
function startLines({ address, channels, knowledge: { pack, passages } }: Service, build: string): string {
  return [
    `cutri ${build}: web page at ${address}`,
    `  ${pack.documents.length} documents, ${passages} passages, ${pack.facts.length} facts, ${pack.milestones.length} milestones, ${pack.communes.length} places, ${pack.electoralUnits.length} electoral units, ${pack.pollingStations.length} polling stations`,
    ...channels.map((channel) => `  ${channel}`),
    '',
  ].join('\n');
}

/** `--env-file FILE`, the one option. */
function envFile(): string | undefined {
  try {
    return parseArgs({ options: { 'env-file': { type: 'string' } } }).values['env-file'];
  } catch {
    throw new ConfigError([`${process.argv.slice(2).join(' ')}: the service takes no option but --env-file <file>`]);
  }
}
