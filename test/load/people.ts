/** People writing through the platforms' connections: at a pace that waits for nobody, or as fast as they are answered. Raw sockets, so that the load costs less than the service. */
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Said } from './platforms.ts';

/** What became of a webhook request. */
export interface Post {
  said: Said;
  /** 0: no answer, the connection was refused or cut. */
  status: number;
  /** From when it was due, waiting for a free connection included. */
  ms: number;
  /** From when it left. */
  answerMs: number;
  /** How many others were acknowledged between its leaving and its answer: a wait that no busy machine lengthens. */
  passedBy: number;
  /** What a refusal asked for. */
  retryAfterS: number | undefined;
}

export interface People {
  /** Writes at the given pace whatever comes back: who is late does not slow down who comes next. */
  write(pace: { perSecond: number; seconds: number; next: (number: number) => Said }): Promise<Post[]>;
  /** Writes on every connection as soon as its last request is answered. */
  press(load: { seconds: number; next: () => Said }): Promise<Post[]>;
  /** Sends refused requests again after the time asked for, until they are taken, as a platform does: the first ones first. */
  insist(refused: readonly Post[]): Promise<void>;
  /** Requests answered with 200 so far. */
  acknowledged(): number;
  close(): void;
}

/** How many refused requests wait to be sent again at a time. */
const insisting = 2_000;

interface Waiting {
  said: Said;
  dueMs: number;
  done: (post: Post) => void;
}

/** @param port asked for each new connection: a service started again may have another. */
export function createPeople(port: () => number, connections = 100): People {
  const queue: Waiting[] = [];
  let first = 0;
  let acknowledged = 0;
  const lines = Array.from({ length: connections }, () => createConnection(port));
  const free = [...lines];

  function post(said: Said, dueMs = performance.now()): Promise<Post> {
    return new Promise((done) => {
      queue.push({ said, dueMs, done });
      send();
    });
  }

  function send(): void {
    while (first < queue.length && free.length > 0) void sendOver(free.pop()!, queue[first++]!);
    if (first < queue.length) return;
    queue.length = 0;
    first = 0;
  }

  async function sendOver(line: Connection, { said, dueMs, done }: Waiting): Promise<void> {
    const [sentMs, before] = [performance.now(), acknowledged];
    const answer = await line.request(said.request);
    const nowMs = performance.now();
    done({ said, ...answer, ms: nowMs - dueMs, answerMs: nowMs - sentMs, passedBy: acknowledged - before });
    if (answer.status === 200) acknowledged += 1;
    free.push(line);
    send();
  }

  return {
    async write({ perSecond, seconds, next }) {
      const posts: Promise<Post>[] = [];
      const startedMs = performance.now();
      const dueAt = (number: number) => startedMs + (number * 1_000) / perSecond;
      while (posts.length < perSecond * seconds) {
        while (posts.length < perSecond * seconds && dueAt(posts.length) <= performance.now())
          posts.push(post(next(posts.length), dueAt(posts.length)));
        await pause(1);
      }
      return Promise.all(posts);
    },
    async press({ seconds, next }) {
      const posts: Post[] = [];
      const untilMs = performance.now() + seconds * 1_000;
      const keepOn = async () => {
        while (performance.now() < untilMs) posts.push(await post(next()));
      };
      await Promise.all(lines.map(keepOn));
      return posts;
    },
    async insist(refused) {
      const left = [...refused].reverse();
      const keepOn = async () => {
        for (let last = left.pop(); last !== undefined; last = left.pop()) {
          while (last.status !== 200) {
            await pause(1_000 * (last.retryAfterS ?? 1));
            last = await post(last.said);
          }
        }
      };
      await Promise.all(Array.from({ length: insisting }, keepOn));
    },
    acknowledged: () => acknowledged,
    close() {
      for (const line of lines) line.close();
    },
  };
}

type Answer = Pick<Post, 'status' | 'retryAfterS'>;
type Connection = ReturnType<typeof createConnection>;

const noAnswer: Answer = { status: 0, retryAfterS: undefined };

/** A connection that is kept, one request at a time, and made anew when it was closed. */
function createConnection(port: () => number) {
  let socket: Socket | undefined;
  let heard = '';
  let answered: (answer: Answer) => void = () => undefined;

  function end(answer: Answer): void {
    const tell = answered;
    answered = () => undefined;
    heard = '';
    tell(answer);
  }

  function open(): Socket {
    const opened = connect(port(), '127.0.0.1').setNoDelay().setEncoding('latin1');
    opened.on('error', () => undefined);
    opened.on('close', () => {
      if (socket !== opened) return;
      socket = undefined;
      end(noAnswer);
    });
    opened.on('data', (text) => {
      heard += String(text);
      const answer = readAnswer(heard);
      if (!answer) return;
      if (answer.last) {
        socket = undefined;
        opened.destroy();
      }
      end(answer);
    });
    return opened;
  }

  return {
    request(bytes: string): Promise<Answer> {
      return new Promise((resolve) => {
        answered = resolve;
        socket ??= open();
        socket.write(bytes);
      });
    },
    close: () => socket?.destroy(),
  };
}

/** The answer, once all of it is there; `last`: the server ends the connection after it. */
function readAnswer(text: string): (Answer & { last: boolean }) | undefined {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = text.slice(0, headEnd).toLowerCase();
  const length = Number(/\r\ncontent-length: (\d+)/u.exec(head)?.[1] ?? 0);
  if (text.length < headEnd + 4 + length) return undefined;
  const retryAfter = /\r\nretry-after: (\d+)/u.exec(head)?.[1];
  return {
    status: Number(head.slice(9, 12)),
    retryAfterS: retryAfter === undefined ? undefined : Number(retryAfter),
    last: head.includes('\r\nconnection: close'),
  };
}

/** p50, p99, p99.9 and the longest, in ms. */
export function percentiles(durationsMs: readonly number[]): { p50: number; p99: number; p999: number; max: number } {
  const sorted = durationsMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}
