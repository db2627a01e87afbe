import { renderUnicodeCompact } from 'uqr';

/** A QR code made of half-block letters, two rows a line, light on a dark terminal. */
export const terminalQr = (text: string): string => renderUnicodeCompact(text, { ecc: 'M', border: 2 });
