import { type Config, ConfigError } from '../config.ts';
import { PackError } from './knowledge.ts';

/** Why the service cannot start, where whoever set it up can do something about it: one message, what and where and what to do. `undefined`: a mistake of ours. */
export function startFailure(error: unknown, config?: Pick<Config, 'CUTRI_HOST' | 'CUTRI_PORT'>): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof PackError || error instanceof ConfigError || error.name === 'StoreFileError') return error.message;
  const { code, syscall, address } = error as NodeJS.ErrnoException & { address?: string };
  if (code === undefined) return undefined;
  if (syscall === 'listen' && config && address !== undefined && !address.includes('/')) {
    const { CUTRI_HOST: host, CUTRI_PORT: port } = config;
    switch (code) {
      case 'EADDRINUSE':
        return `Port ${port} of ${host} is taken by another program: stop that one, or set CUTRI_PORT to a free port (0 picks one).`;
      case 'EACCES':
        return `This user may not listen on port ${port}: set CUTRI_PORT to one above 1023 and put a reverse proxy in front.`;
      case 'EADDRNOTAVAIL':
        return `${host} is no address of this machine: set CUTRI_HOST to one of its own, e.g. 127.0.0.1, or 0.0.0.0 for all.`;
    }
  }
  if (code === 'ENOTFOUND' && config)
    return `${config.CUTRI_HOST} is no name of this machine: set CUTRI_HOST to an address, e.g. 127.0.0.1.`;
  const { path } = error as NodeJS.ErrnoException;
  return path === undefined ? undefined : `${path} cannot be used (${code}): see that it exists and belongs to this user.`;
}
