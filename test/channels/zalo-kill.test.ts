import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { everyFault } from '../fakes/platform-server.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { startZaloBotDouble, type ZaloBotDouble } from '../fakes/zalo-bot-double.ts';
import { givenTokens } from '../fakes/zalo-oa-channel.ts';
import { startZaloOaDouble, type ZaloOaDouble } from '../fakes/zalo-oa-double.ts';
import type { ProcessCommand, ProcessSetup } from './zalo-process.ts';

const children: ChildProcess[] = [];
const doubles: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const double of doubles.splice(0)) await double.close();
});

const botSecret = 'canary-bot-webhook-secret';

async function platforms(): Promise<{ oa: ZaloOaDouble; bot: ZaloBotDouble }> {
  const now = () => new Date();
  const [oa, bot] = await Promise.all([startZaloOaDouble({ now }), startZaloBotDouble({ now })]);
  doubles.push(oa, bot);
  return { oa, bot };
}

/** The process, ready; everything it writes is kept. */
async function start(folder: string, { oa, bot }: Awaited<ReturnType<typeof platforms>>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'zalo-process.ts')], { stdio: 'pipe' });
  children.push(child);
  const written: string[] = [];
  const results: unknown[] = [];
  child.stdin.on('error', () => undefined); // writing to a killed process
  child.stderr.on('data', (data: Buffer) => void written.push(data.toString()));
  createInterface({ input: child.stdout }).on('line', (line) => {
    written.push(`${line}\n`);
    results.push(JSON.parse(line));
  });
  const setup: ProcessSetup = {
    folder,
    app: oa.app,
    webhookSecret: oa.webhookSecret,
    oaRoot: oa.root,
    bot: { token: bot.token, root: bot.root, secret: botSecret },
    deadlineMs: 3_000,
  };
  child.stdin.write(`${JSON.stringify(setup)}\n`);
  const heard = (count: number) => expect.poll(() => results.length, { interval: 5 }).toBeGreaterThanOrEqual(count);
  await heard(1);
  return {
    child,
    written: () => written.join(''),
    tell: (command: ProcessCommand) => void child.stdin.write(`${JSON.stringify(command)}\n`),
    /** What the process answers next. */
    async ask(command: ProcessCommand): Promise<unknown> {
      const count = results.length;
      child.stdin.write(`${JSON.stringify(command)}\n`);
      await heard(count + 1);
      return results.at(-1);
    },
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    heard,
    results,
  };
}

/** An account whose access token has just ended, ten minutes after its pair was given. */
async function expired(oa: ZaloOaDouble) {
  const tokens = givenTokens(oa, new Date(Date.now() - 600_000));
  oa.expireAccessTokens();
  return tokens;
}

describe('the token pair of an Official Account under kill -9', () => {
  const renewals = (oa: ZaloOaDouble) => oa.requests.filter(({ path }) => path === '/v4/oa/access_token').length;

  it('C-12: killed at any operation of keeping the new pair: it works, or a person is needed; never a second try in a loop', {
    timeout: 90_000,
  }, async () => {
    const endings: string[] = [];
    for (let operation = 1; operation <= 12; operation += 1) {
      const { oa, bot } = await platforms();
      const folder = temporaryFolder();
      const chat = `zalo-oa:${oa.newUser()}`;
      const first = await start(folder, { oa, bot });
      await first.ask({ do: 'give', tokens: await expired(oa) });
      await first.ask({ do: 'block', operation });
      first.tell({ do: 'send', chat, text: 'Vâng.' });
      await first.heard(4);
      const last = first.results.at(-1) as { blocked?: number; result?: { kind: string } };
      await first.kill();
      if (last.blocked === undefined) {
        expect(last.result).toMatchObject({ kind: 'sent' });
        break;
      }
      // Nobody used the new pair before it was kept.
      expect(oa.shown(chat.slice('zalo-oa:'.length))).toEqual([]);
      const second = await start(folder, { oa, bot });
      const { result } = (await second.ask({ do: 'send', chat, text: 'Vâng.' })) as { result: { kind: string } };
      for (let again = 0; again < 5; again += 1) await second.ask({ do: 'send', chat, text: 'Vâng.' });
      endings.push(result.kind);
      expect(renewals(oa)).toBe(result.kind === 'sent' ? 1 : 2);
      if (result.kind !== 'sent') expect(second.written()).toContain('"msg":"tokens-refused"');
      await second.kill();
    }
    // Before the file takes its place a person is needed; from then on the pair is good.
    expect(endings.length).toBeGreaterThan(3);
    expect(endings).toEqual(endings.toSorted().toReversed());
    expect(new Set(endings)).toEqual(new Set(['unauthorised', 'sent']));
  });

  it('C-12: killed while Zalo has renewed the pair and not answered: a person is needed, and a new pair is all it takes', {
    timeout: 60_000,
  }, async () => {
    const { oa, bot } = await platforms();
    const folder = temporaryFolder();
    const chat = `zalo-oa:${oa.newUser()}`;
    const first = await start(folder, { oa, bot });
    await first.ask({ do: 'give', tokens: await expired(oa) });
    oa.holdRefresh();
    first.tell({ do: 'send', chat, text: 'Vâng.' });
    await expect.poll(() => oa.rotations()).toBe(1);
    await first.kill();

    const second = await start(folder, { oa, bot });
    expect(await second.ask({ do: 'send', chat, text: 'Vâng.' })).toEqual({ result: { kind: 'unauthorised' } });
    expect(await second.ask({ do: 'check' })).toMatchObject({
      result: [{ kind: 'broken', line: expect.stringContaining('authorise zalo-oa') }, { kind: 'broken' }],
    });
    await second.kill();
    const third = await start(folder, { oa, bot });
    await third.ask({ do: 'give', tokens: givenTokens(oa, new Date()) });
    expect(await third.ask({ do: 'send', chat, text: 'Vâng.' })).toMatchObject({ result: { kind: 'sent' } });
    expect(renewals(oa)).toBe(2);
    await third.kill();
  });
});

describe('canary secrets', () => {
  const canaries = { question: 'canary-question-thẻ-cử-tri', answer: 'canary-answer-điểm-bỏ-phiếu' };

  it('F-50, F-51, H-5: under every fault, with the log at its most talkative: no secret, no text, no person in anything written', {
    timeout: 60_000,
  }, async () => {
    const { oa, bot } = await platforms();
    const folder = temporaryFolder();
    const running = await start(folder, { oa, bot });
    await running.ask({ do: 'give', tokens: givenTokens(oa, new Date(Date.now() - 600_000)) });
    const [oaUser, botUser] = [oa.newUser(), bot.newUser()];
    const send = (user: string) => running.ask({ do: 'send', chat: user, text: canaries.answer });
    for (const fault of everyFault) {
      oa.script(oaUser, { fault });
      bot.script('sendMessage', { fault });
      await send(`zalo-oa:${oaUser}`);
      await send(`zalo-bot:${botUser}`);
    }
    for (const error of [-216, -220, -230, -213, -201, -233, -31_337]) {
      oa.script(oaUser, { error });
      await send(`zalo-oa:${oaUser}`);
    }
    const question = oa.events.text(oaUser, 'in-1', canaries.question);
    const genuine = oa.signed(JSON.stringify(question));
    for (const headers of [genuine.headers, {}, { 'x-zevent-signature': 'mac=canary' }])
      await running.ask({ do: 'receive', channel: 'zalo-oa', rawBody: genuine.rawBody, headers });
    const update = JSON.stringify(bot.update(botUser, 'in-1', 'message.text.received', { text: canaries.question }));
    for (const rawBody of [update, update.slice(0, -5), '{}'])
      for (const secret of [botSecret, 'wrong'])
        await running.ask({ do: 'receive', channel: 'zalo-bot', rawBody, headers: { 'x-bot-api-secret-token': secret } });
    await running.ask({ do: 'check' });
    for (const fault of everyFault) {
      oa.expireAccessTokens();
      oa.scriptRefresh({ fault });
      await send(`zalo-oa:${oaUser}`);
    }
    await running.ask({ do: 'throw' });

    const onDisk = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    const everything = [running.written(), ...onDisk].join('\n');
    expect(running.written()).toMatch(
      /"msg":"called"[\s\S]*"msg":"webhook-refused"|"msg":"webhook-refused"[\s\S]*"msg":"called"/u,
    );
    expect(onDisk).toHaveLength(2);
    for (const secret of [...oa.secrets(), bot.token, botSecret, canaries.question, canaries.answer, oaUser, botUser])
      expect([secret, everything.includes(secret)]).toEqual([secret, false]);
    await running.kill();
  });

  it('F-51: are in no address but the one the Bot Platform itself prescribes, and in no argument of a process', async () => {
    const { oa, bot } = await platforms();
    const running = await start(temporaryFolder(), { oa, bot });
    await running.ask({ do: 'give', tokens: givenTokens(oa, new Date(Date.now() - 600_000)) });
    oa.expireAccessTokens();
    await running.ask({ do: 'send', chat: `zalo-oa:${oa.newUser()}`, text: 'Vâng.' });
    for (const { path } of oa.requests) for (const secret of oa.secrets()) expect(path).not.toContain(secret);
    const spawned = inspect(running.child.spawnargs);
    for (const secret of [...oa.secrets(), bot.token, botSecret]) expect(spawned).not.toContain(secret);
    await running.kill();
  });
});
