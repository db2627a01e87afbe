import { readBody, readBodyBytes } from '../web/http/body.ts';
import type { WebContext } from '../web/http/context.ts';
import type { UploadedFile } from './route.ts';

/** What was filled in, and the files that came along. */
export interface FormBody {
  form: URLSearchParams;
  files: Map<string, UploadedFile>;
}

const maxFormBytes = 128 * 1024;
/** A picture, a list of stations or a saved page, and the fields beside it. */
const maxUploadBytes = 5 * 1024 * 1024 + maxFormBytes;
const maxParts = 200;

/** A form as browsers send it; nothing of one that is larger than its route takes is kept. */
export async function readForm(c: WebContext, uploads: boolean): Promise<FormBody | 'foreign-form' | 'too-large'> {
  const type = c.req.header('content-type') ?? '';
  const { incoming } = c.env;
  if (uploads && type.startsWith('multipart/form-data')) {
    const body = await readBodyBytes(incoming, maxUploadBytes);
    return body.kind === 'bytes' ? parts(body.bytes, type) : 'too-large';
  }
  if (!type.startsWith('application/x-www-form-urlencoded')) return 'foreign-form';
  const body = await readBody(incoming, maxFormBytes);
  return body.kind === 'text' ? { form: new URLSearchParams(body.text), files: new Map() } : 'too-large';
}

/** Node's own reader of `multipart/form-data`. */
async function parts(bytes: Buffer, type: string): Promise<FormBody | 'foreign-form'> {
  const boundary = /boundary="?([^";]{1,100})"?/u.exec(type)?.[1];
  if (boundary === undefined || countOf(bytes, `--${boundary}`) > maxParts) return 'foreign-form';
  const data = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData().catch(() => undefined);
  if (!data) return 'foreign-form';
  const read: FormBody = { form: new URLSearchParams(), files: new Map() };
  for (const [name, value] of data)
    if (typeof value === 'string') read.form.append(name, value);
    else if (value.size > 0) read.files.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  return read;
}

function countOf(bytes: Buffer, sought: string): number {
  let count = 0;
  for (let at = bytes.indexOf(sought); at >= 0 && count <= maxParts; at = bytes.indexOf(sought, at + sought.length)) count += 1;
  return count;
}
