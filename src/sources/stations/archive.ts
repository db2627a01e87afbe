import { inflateRawSync } from 'node:zlib';

/** An `.xlsx` file is a zip of XML files (ECMA-376 part 2): what it would unpack to is measured before anything unpacks it. */

/** Entries and unpacked bytes beyond these are no list of polling stations. */
const mostEntries = 500;
const mostUnpackedBytes = 64 * 1024 * 1024;
/** Rows and columns a sheet may name: a cell far away makes a reader fill everything before it. */
const mostRows = 20_000;
const mostColumns = 200;

const endRecord = 0x06054b50;
const entryRecord = 0x02014b50;
const localRecord = 0x04034b50;
const stored = 0;
const deflated = 8;

/** Why a workbook must not be unpacked, as a sentence in English for the operator; `undefined` where nothing is wrong with it. */
export function archiveFault(bytes: Buffer): string | undefined {
  try {
    return faultOf(bytes);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return tooMuch;
    return 'it is a damaged .xlsx file: open it and save it again';
  }
}

const tooMuch = `it unpacks to more than ${mostUnpackedBytes} bytes: save only the list of stations in a file of its own`;

function faultOf(bytes: Buffer): string | undefined {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || bytes.readUInt32LE(end) !== endRecord) return 'it is not a whole .xlsx file: save it again';
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostEntries) return `it holds ${count} parts; at most ${mostEntries} are read`;
  let at = bytes.readUInt32LE(end + 16);
  let unpacked = 0;
  for (let entry = 0; entry < count; entry++) {
    if (bytes.readUInt32LE(at) !== entryRecord) return 'it is a damaged .xlsx file: open it and save it again';
    if (bytes.readUInt16LE(at + 8) & 1) return 'it is locked with a password: save it without one';
    const [method, packed, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const [name, extra, comment] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    const local = bytes.readUInt32LE(at + 42);
    if (bytes.readUInt32LE(local) !== localRecord) return 'it is a damaged .xlsx file: open it and save it again';
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const path = bytes.toString('utf8', at + 46, at + 46 + name);
    const left = mostUnpackedBytes - unpacked;
    const data = unpack(bytes.subarray(start, start + packed), method, left);
    // The library makes room for what an entry claims, and this is what was measured.
    if (data === undefined || data.length !== size) return 'it is a damaged .xlsx file: open it and save it again';
    if (data.length > left) return tooMuch;
    unpacked += data.length;
    const far = /worksheets\/[^/]+\.xml$/iu.test(path) && isFar(data.toString('latin1'));
    if (far)
      return `a cell lies beyond row ${mostRows} or column ${mostColumns}: delete the empty rows and columns around the list`;
    at += 46 + name + extra + comment;
  }
  return undefined;
}

/** @param most bytes it may unpack to; one more is an error of the code `ERR_BUFFER_TOO_LARGE` */
function unpack(data: Buffer, method: number, most: number): Buffer | undefined {
  if (method === stored) return data;
  return method === deflated ? inflateRawSync(data, { maxOutputLength: Math.max(most, 1) }) : undefined;
}

/** Whether a cell or a row of the sheet names a place no list reaches. */
function isFar(xml: string): boolean {
  for (const [, letters = '', digits] of xml.matchAll(
    /<(?:\w{1,9}:)?(?:c|row)\s(?:[^<>]{0,300}\s)?r\s?=\s?["']([A-Z]{0,9})(\d{1,9})["']/gu,
  ))
    if (Number(digits) > mostRows || columnNumber(letters) > mostColumns) return true;
  return false;
}

/** `A` → 1, `AB` → 28; 0 for none. */
const columnNumber = (letters: string): number =>
  Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
