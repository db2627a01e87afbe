/** Text of a saved file whose encoding is what it is, not what it says. */
export type Decoded =
  | { kind: 'text'; text: string /** Set where the file is not UTF-8 or says something wrong. */; note?: string }
  | { kind: 'unreadable'; reason: string };

/** Where HTML and XML say their charset, within the first bytes. */
const declaration = /(?:charset\s{0,5}=\s{0,5}["']?|encoding\s{0,5}=\s{0,5}["'])\s{0,5}([\w-]{2,30})/iu;
const declarationBytes = 4096;

/** Letters Vietnamese has and ASCII has not, in NFC. */
const lower = 'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ';
// Both cases are written out: ignoring case would let "s" count as the long s it folds to.
const letters = lower + lower.toUpperCase();
const vietnamese = new RegExp(`[${letters}]`, 'gu');
const foreign = new RegExp(`(?![${letters}\\u00a0«»°·©®])[\\u0080-\\u036f]`, 'gu');

/**
 * Decodes HTML, a feed or saved text: a byte order mark first, then UTF-8 if it is UTF-8, then what the file declares, then
 * windows-1258. A single-byte reading only counts if Vietnamese comes out; otherwise the file is named, not guessed at.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const wide = wideEncoding(bytes);
  if (wide)
    return (
      attempt(bytes, wide, `read as ${wide.toUpperCase()}`) ?? {
        kind: 'unreadable',
        reason: `looks like ${wide.toUpperCase()} but is damaged: save it again as UTF-8`,
      }
    );
  const utf8 = attempt(bytes, 'utf-8');
  if (utf8) return utf8;
  const declared = declaration.exec(new TextDecoder('latin1').decode(bytes.subarray(0, declarationBytes)))?.[1]?.toLowerCase();
  for (const charset of new Set([declared ?? 'windows-1258', 'windows-1258'])) {
    if (/^utf-?8$/u.test(charset)) continue;
    const said = declared && declared !== charset ? `, although it says ${declared}` : '';
    const decoded = attempt(bytes, charset, `read as ${charset}${said}`);
    if (decoded?.kind === 'text' && isVietnamese(decoded.text)) return decoded;
  }
  const says = declared ? ` (it says ${declared})` : '';
  return {
    kind: 'unreadable',
    reason: `the encoding is not UTF-8${says} and could not be recognised; it may be TCVN3 or VNI: convert it to UTF-8`,
  };
}

/** UTF-16 by its byte order mark, or by the zero bytes half of any Latin text in UTF-16 consists of. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, declarationBytes);
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2]! += 1;
  if (Math.max(...zeros) < head.length / 5) return undefined;
  return zeros[1]! > zeros[0]! ? 'utf-16le' : 'utf-16be';
}

function attempt(bytes: Uint8Array, charset: string, note?: string): Decoded | undefined {
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes).normalize('NFC');
    return note ? { kind: 'text', text, note } : { kind: 'text', text };
  } catch {
    return undefined;
  }
}

/** Most letters outside ASCII are Vietnamese ones: a wrong table gives symbols and foreign letters instead. */
function isVietnamese(text: string): boolean {
  const ours = text.match(vietnamese)?.length ?? 0;
  return ours > 0 && (text.match(foreign)?.length ?? 0) <= ours / 20;
}
