import { fold } from '../../vietnamese/text.ts';

/** What in a text that goes from hand to hand should make its reader careful. */
export interface RumourSigns {
  /** Hosts of the links in it, as written, each once; never opened. */
  links: string[];
  /** It promises a prize or money, or wants money or a secret code. */
  lures: boolean;
}

const withScheme = /^(?:https?:\/\/|www\.)\S/iu;
const bareHost =
  /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.(?:com|net|org|vn|info|xyz|top|shop|vip|club|online|site|me|ly|cc|io|link|live|gd)(?:[/?#:,;!)\]>"'“”…]|\.{0,3}$)/iu;
const longestToken = 500;
const luring =
  /\b(?:trung thuong|nhan thuong|qua tang|nhan qua|tang qua|phan qua|nhan tien|tang tien|hoan tien|chuyen tien|chuyen khoan|so tai khoan|nap tien|dat coc|ma otp|otp|mat khau|voucher)\b/u;

function hostOf(token: string): string | undefined {
  const word = token.slice(0, longestToken).replace(/^[^\p{L}\p{N}]+/u, '');
  if (!withScheme.test(word) && !bareHost.test(word)) return undefined;
  const [host = ''] = word.replace(/^https?:\/\//iu, '').split(/[/?#:,;!)\]>"'“”]/u, 1);
  return (
    host
      .replace(/^www\./iu, '')
      .replace(/[.…]{1,3}$/u, '')
      .toLowerCase() || undefined
  );
}

/** Reads the text only. */
export function signsOf(text: string): RumourSigns {
  const hosts = text.split(/\s+/u).flatMap((token) => hostOf(token) ?? []);
  return { links: [...new Set(hosts)], lures: luring.test(fold(text)) };
}

/** Whether a host is the state's own or one of those given; `gov.vn.example.com` is not. */
export function isTrustedHost(host: string, known: readonly string[]): boolean {
  const isWithin = (domain: string): boolean => host === domain || host.endsWith(`.${domain}`);
  return isWithin('gov.vn') || known.some(isWithin);
}
