import { readFileSync } from 'node:fs';

/** A call the platform took. */
export interface ProviderCall {
  atMs: number;
  /** Process id of who made it. */
  sender: number;
  chat: string;
  text: string;
  /** It was answered that nobody is there. */
  blocked: boolean;
}

/** Every fiftieth person has blocked the bot. */
export const isBlocked = (chat: string): boolean => Number(chat.split(':')[1]) % 50 === 7;

export function readProviderLog(path: string): ProviderCall[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): ProviderCall => JSON.parse(line));
}
