import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startServiceProcess as start } from '../fakes/service-process.ts';
import { temporaryFolder as folder } from '../fakes/temporary-folder.ts';

describe('the service', () => {
  test('says in a few lines what it loaded and where it is, answers on the page, and stops when told to', async () => {
    const service = start({ CUTRI_DATA: folder() });
    const [, address, documents] = await service.prints(
      /^cutri [\d.+\w]+: web page at (http:\/\/\S+)\n {2}(\d+) documents, .*\n {2}web: on\n(?: {2}\S+: .*\n)+$/,
    );
    expect(Number(documents)).toBe(15);
    const response = await fetch(`${address}/api/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address! },
      body: JSON.stringify({ text: 'ngay bau cu la ngay nao' }),
    });
    expect(JSON.stringify(await response.json())).toContain('15/03/2026');
    service.child.kill('SIGTERM');
    expect(await service.exit).toMatchObject({ code: 0, err: '' });
  });

  test.each([
    ['an exception nobody caught', 'setTimeout(() => { throw new Error("boom"); }, 1500)'],
    ['a promise nobody looked after', 'setTimeout(() => void Promise.reject(new Error("boom")), 1500)'],
  ])('F-52: after %s it ends with one line of the log, and starts again on the same folder', async (_, fault) => {
    const data = folder();
    const broken = start({ CUTRI_DATA: data, NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(fault)}` });
    const { code, err } = await broken.exit;
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(err)).toMatchObject({
      level: 60,
      err: { message: 'boom' },
      msg: expect.stringContaining('the service ends'),
    });
    await start({ CUTRI_DATA: data }).prints(/web page at/);
  });

  test('E-11: out of file handles it refuses the newcomers, and answers again when there are some', async () => {
    const service = start({ CUTRI_DATA: folder() }, ['prlimit', '--nofile=96']);
    const [, address] = await service.prints(/web page at (http:\/\/\S+)\n/);
    const { hostname, port } = new URL(address!);
    const sockets = Array.from({ length: 150 }, () => connect(Number(port), hostname).on('error', () => undefined));
    await Promise.all(sockets.map((socket) => new Promise((met) => socket.once('connect', met).once('close', met))));
    for (const socket of sockets) socket.destroy();
    await expect
      .poll(() =>
        fetch(`${address}/healthz`)
          .then(({ status }) => status)
          .catch(() => 0),
      )
      .toBe(200);
    expect(service.child.exitCode).toBeNull();
  });

  test('a second one on the same data folder is refused with a sentence', async () => {
    const data = folder();
    await start({ CUTRI_DATA: data }).prints(/web page at/);
    const { code, err } = await start({ CUTRI_DATA: data }).exit;
    expect(code).toBe(1);
    expect(err).toContain('is in use by another cutri process');
    expect(err).not.toContain('    at ');
  });

  test('a broken pack is refused with every problem, file and line', async () => {
    const pack = folder();
    mkdirSync(join(pack, 'news'));
    writeFileSync(join(pack, 'news', 'a.md'), '---\nid: a\ntitle: T\npublisher: P\npublished: 2026-13-01\n---\n\nText.\n');
    writeFileSync(join(pack, 'news', 'b.md'), 'no front matter');
    const { code, err } = await start({ CUTRI_DATA: folder(), CUTRI_KNOWLEDGE: pack }).exit;
    expect(code).toBe(1);
    expect(err).toContain('The knowledge pack has 2 problems');
    expect(err).toMatch(/a\.md:5: "published" is not a date/);
    expect(err).toMatch(/b\.md:1: the file has no front matter/);
  });

  test('a wrong configuration is refused without a stack trace', async () => {
    const { code, err } = await start({ CUTRI_DATA: folder(), CUTRI_PORT: '99999999' }).exit;
    expect(code).toBe(1);
    expect(err).toContain('CUTRI_PORT');
    expect(err).not.toContain('    at ');
  });
});
