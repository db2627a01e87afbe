import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../src/cli.ts';
import { settings } from '../src/config.ts';
import { createMetrics } from '../src/web/metrics.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const dockerfile = read('Dockerfile');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const names = new Set<string>(Object.keys(settings.shape));
const source = (built: string) => join(root, built.replace(/^dist\/(.+)\.js$/u, 'src/$1.ts'));

describe('the Dockerfile', () => {
  it('copies only what there is, and builds with a script there is', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gmu)].flatMap(([, paths]) => paths!.split(' '));
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
    expect(scripts).toHaveProperty('build');
  });

  it('runs as a user without rights what npm start runs, with settings there are, on the port it exposes', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER node$/mu);
    const command = JSON.parse(/^CMD (\[.+\])$/mu.exec(last)![1]!) as string[];
    expect(command.join(' ')).toBe(scripts.start);
    expect(existsSync(source(command.at(-1)!))).toBe(true);
    for (const [, name] of last.matchAll(/\b(CUTRI_[A-Z]+)=/gu)) expect(names).toContain(name);
    expect(/^EXPOSE (\d+)$/mu.exec(last)![1]).toBe(/CUTRI_PORT=(\d+)/u.exec(last)![1]);
  });

  it('asks for its health by a command there is', () => {
    const check = JSON.parse(/HEALTHCHECK .*CMD (\[.+\])$/mu.exec(dockerfile)![1]!) as string[];
    const doctor = createProgram().commands.find((command) => command.name() === check[2]);
    expect(existsSync(source(check[1]!))).toBe(true);
    expect(doctor?.options.map(({ long }) => long)).toContain(check[3]);
  });
});

describe('compose.yaml', () => {
  const { services, volumes } = parse(read('compose.yaml')) as {
    services: Record<string, { environment?: Record<string, string>; volumes?: string[]; read_only?: boolean; command?: string }>;
    volumes: object;
  };

  it('sets settings there are, mounts volumes it declares, and leads the proxy to the port', () => {
    for (const name of Object.keys(services.cutri!.environment!)) expect(names).toContain(name);
    expect(services.cutri!.read_only).toBe(true);
    for (const { volumes: mounted = [] } of Object.values(services))
      for (const mount of mounted) expect(Object.keys(volumes)).toContain(mount.split(':')[0]);
    expect(services.caddy!.command).toContain('cutri:8080');
  });
});

describe('the systemd unit', () => {
  const unit = read('deploy/cutri.service');

  it('runs what npm start runs, where the documents install it', () => {
    const [, command] = /^ExecStart=\/opt\/cutri\/node_modules\/\.bin\/(.+)$/mu.exec(unit)!;
    expect(command).toBe(scripts.start);
    expect(read('docs/how-to/deploy.md')).toContain('deploy/cutri.service');
  });

  it.skipIf(!existsSync('/usr/bin/systemd-analyze'))('is one that systemd understands', () => {
    // Paths that exist only where it is installed are the one thing it may complain about.
    let said = '';
    try {
      said = execFileSync('systemd-analyze', ['verify', join(root, 'deploy/cutri.service')], { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      said = String((error as { stderr?: string }).stderr);
    }
    const complaints = said
      .split('\n')
      .filter((line) => line.includes('cutri.service') && !/is not executable|No such file/u.test(line));
    expect(complaints).toEqual([]);
  });
});

describe('the alerts', () => {
  it('watch what is measured, and each is explained', async () => {
    const { groups } = parse(read('deploy/cutri.rules.yml')) as { groups: { rules: { alert: string; expr: string }[] }[] };
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(3);
    const metrics = createMetrics();
    metrics.watchStore(() => true);
    const measured = await metrics.text();
    for (const { alert, expr } of rules) {
      for (const [name] of expr.matchAll(/\bcutri_[a-z_]+/gu)) expect(measured).toContain(`# TYPE ${name} `);
      expect(read('docs/how-to/alerts.md')).toContain(`| \`${alert}\` |`);
    }
  });
});

describe('the release script', () => {
  it('packs files there are', () => {
    const [, paths] = /git archive HEAD (.+?) \|/u.exec(read('scripts/release.sh'))!;
    for (const path of paths!.split(' ')) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
    expect(scripts.release).toBe('sh scripts/release.sh');
  });
});
