import './node-guard.ts';
import { startService } from './app/app.ts';
import { PackError } from './app/knowledge.ts';
import { runInService } from './cli.ts';
import { controlSocket } from './commands/control/line.ts';
import { listenForCommands } from './commands/control/service.ts';
import { ConfigError, loadConfig } from './config.ts';
import { createLogger } from './logger.ts';

/** Mistakes of whoever set the service up get one readable message; anything else is ours and keeps its stack. */
function isSetUpMistake(error: unknown): error is Error {
  if (error instanceof PackError || error instanceof ConfigError) return true;
  return (
    error instanceof Error &&
    (error.name === 'StoreFileError' ||
      ('code' in error && ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'].includes(String(error.code))))
  );
}

try {
  const config = loadConfig();
  const logger = createLogger(config.CUTRI_LOG_LEVEL);
  // A mistake of ours in a state nobody knows: what was acknowledged is on disk, the locks end with the process, whoever keeps us running starts us again.
  for (const what of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(what, (err: unknown) => {
      logger.fatal({ err }, `${what}: the service ends`);
      process.exit(1);
    });
  const service = await startService(config, logger);
  const { pack, base } = service.knowledge;
  process.stdout.write(
    `cutri: ${pack.documents.length} documents, ${base.size} passages, ${pack.facts.length} facts, ${pack.milestones.length} milestones, ${pack.communes.length} places, ` +
      `${pack.electoralUnits.length} electoral units, ${pack.pollingStations.length} polling stations; web page at ${service.address}; ${service.channels.join('; ')}\n`,
  );
  // With a database, commands reach everything by themselves.
  const commands =
    config.DATABASE_URL === undefined
      ? await listenForCommands(controlSocket(config.CUTRI_DATA), (argv, io) => runInService(argv, io, service.host))
      : undefined;
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    void Promise.resolve(commands?.close())
      .then(() => service.stop())
      .then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  if (!isSetUpMistake(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
