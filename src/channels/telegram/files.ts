/** Files that people sent (https://core.telegram.org/bots/api#getfile). */
import { type Agent, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { z } from 'zod';
import type { FetchPicture, SentPicture } from '../../messaging/sent-picture.ts';
import { type Deadline, startDeadline } from '../deadline.ts';
import type { TelegramApi } from './api.ts';

const file = z.object({ file_path: z.string().max(512).optional(), file_size: z.number().optional() });
/** Relative and plain: a server of one's own that runs with `--local` names a place on its disk, which is nobody's to read from here. */
const plainPath = /^\w[\w.-]*(?:\/\w[\w.-]*)*$/u;
/** 5 MB over a slow line; an official waits for it, and the inbox gives a message up after 30 s. */
const downloadDeadlineMs = 15_000;

export interface TelegramFilesDeps {
  api: Pick<TelegramApi, 'call' | 'agent'>;
  token: string;
  apiRoot: string;
  deadlineMs?: number | undefined;
}

/** Fetches by `file_id`. */
export function createPictureFetching({ api, token, apiRoot, deadlineMs = downloadDeadlineMs }: TelegramFilesDeps): FetchPicture {
  const root = apiRoot.replace(/\/$/u, '');
  return async (fileId, mostBytes) => {
    const answer = await api.call('getFile', { file_id: fileId });
    if (answer.kind === 'refused' && answer.code === 400)
      return { kind: /too big/iu.test(answer.description) ? 'too-large' : 'gone' };
    if (answer.kind !== 'ok') return { kind: 'unavailable' };
    const { file_path: path, file_size: size = 0 } = file.safeParse(answer.result).data ?? {};
    if (size > mostBytes) return { kind: 'too-large' };
    if (path === undefined || !plainPath.test(path)) return { kind: 'unavailable' };
    const deadline = startDeadline(deadlineMs);
    try {
      // The address holds the token: nothing of it, nor of an error, leaves this function.
      return await download(`${root}/file/bot${token}/${path}`, mostBytes, api.agent, deadline);
    } catch {
      return { kind: 'unavailable' };
    } finally {
      deadline.clear();
    }
  };
}

/** Follows no redirect, reads no more than it may. Rejects with the connection's error. */
async function download(url: string, mostBytes: number, agent: Agent, { signal }: Deadline): Promise<SentPicture> {
  const request = url.startsWith('https:') ? tlsRequest : plainRequest;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { agent, signal, headers: { 'accept-encoding': 'identity' } }, resolve)
      .on('error', reject)
      .end();
  });
  const { statusCode, headers } = response;
  const isPlain = headers['content-encoding'] === undefined || headers['content-encoding'] === 'identity';
  if (statusCode !== 200 || !isPlain) {
    response.destroy();
    return { kind: statusCode === 404 ? 'gone' : 'unavailable' };
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      response.destroy();
      return { kind: 'too-large' };
    }
    chunks.push(chunk);
  }
  return { kind: 'got', bytes: Buffer.concat(chunks) };
}
