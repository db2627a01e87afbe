import { longFactories, patternsElsewhere, sentencesElsewhere } from './exceptions.ts';
import { publicFiles } from './public-files.ts';
import { circleOf, roomDirections, roomOf } from './rooms.ts';
import { type Import, type SourceFile, sourceFiles } from './source-file.ts';

/** One broken rule. */
export interface Finding {
  rule: keyof typeof rules;
  /** Path from `src/`. */
  file: string;
  detail: string;
}

/** Subject → subjects it may import (docs/architecture.md). A folder that is in neither list has no place yet. */
const subjects: Record<string, readonly string[]> = {
  vietnamese: [],
  messaging: [],
  elections: ['vietnamese'],
  announcements: ['vietnamese', 'messaging'],
  answering: ['vietnamese', 'elections', 'messaging'],
  conversations: ['vietnamese', 'elections', 'messaging', 'announcements', 'answering'],
};
const edges = ['channels', 'sources', 'stores', 'web', 'console', 'importing', 'commands'];
/** Edge → rooms of another edge it stands on: the console is a second site on the same HTTP. */
const roomsForEdges: Record<string, readonly string[]> = { console: ['web/http'] };
/** The composition root: `app/app.ts` and its parts. Only they know several edges. */
const composition = 'app';

/** Files in `src/` itself, and the parts of the composition root → what else of ours they may import, besides subjects. */
const roots: Record<string, { edges: readonly string[]; files: readonly string[] }> = {
  [`${composition}/`]: { edges: [...edges, composition], files: ['config.ts', 'logger.ts'] },
  'cli.ts': { edges: ['commands', composition], files: ['node-guard.ts', 'config.ts', 'logger.ts'] },
  'main.ts': { edges: [composition, 'commands'], files: ['node-guard.ts', 'cli.ts', 'config.ts', 'logger.ts'] },
  'config.ts': { edges: [], files: [] },
  'logger.ts': { edges: [], files: [] },
  'node-guard.ts': { edges: [], files: [] },
};
/** Root files (and the composition root) whose types, never values, an edge may name. */
const typesForEdges: Record<string, readonly string[]> = { [composition]: ['commands'], 'config.ts': edges, 'logger.ts': edges };

/** Libraries that more than one file may import, and why. Every other library has one importer. */
const sharedLibraries: Record<string, { allowed: (file: SourceFile) => boolean; why: string }> = {
  zod: {
    allowed: (file) => !(file.folder in subjects),
    why: 'every boundary checks what it is given with it; subjects are given checked values',
  },
  hono: {
    allowed: (file) => file.folder === 'web' || file.folder === 'console',
    why: 'the web framework: routes, pages and middleware are made of it, only within web/ and console/',
  },
  '@hono/node-server': {
    allowed: (file) => file.folder === 'web',
    why: 'the web framework’s way to listen on Node, only within web/',
  },
  uqr: {
    allowed: (file) =>
      ['console/views/qr.tsx', 'commands/terminal-qr.ts', 'commands/poster/qr.ts', 'commands/poster/pdf.ts'].includes(file.path),
    why: 'QR codes: one file draws them in a page, one at a terminal, two for a wall',
  },
  commander: {
    allowed: (file) => file.path === 'cli.ts' || file.folder === 'commands' || file.folder === 'commands/poster',
    why: 'the command line: cli.ts makes the program, a large command adds its own subcommands in commands/',
  },
};
/** Libraries with a fixed place. */
const homes: Record<string, string> = { dotenv: 'config.ts', pino: 'logger.ts' };

/** What a subject may take from Node: pure functions only. */
const pureBuiltins: Record<string, readonly string[]> = { 'node:crypto': ['createHash', 'createHmac', 'timingSafeEqual'] };

/** Clock, randomness, environment, timers, network: handed to a subject, never reached for. */
const ambient: readonly [RegExp, string][] = [
  [/\bDate\.now\b/u, 'Date.now'],
  [/\bnew Date\s*(?:\(\s*\)|(?![\s(\w$.]))/u, 'new Date()'],
  [/(?<!new\s+)(?<![\w$.])Date\s*\(\s*\)/u, 'Date()'],
  [/\bTemporal\.Now\b/u, 'Temporal.Now'],
  [/\bMath\.random\b/u, 'Math.random'],
  [/(?<![\w$.])process\b(?!\s*[:(=?])/u, 'process'],
  [/(?<![\w$.])performance\./u, 'performance'],
  [/(?<![\w$])crypto\.(?:randomUUID|getRandomValues|subtle)|\bgetRandomValues\b|\brandomUUID\b|\brandomBytes\b/u, 'randomness'],
  [/(?<![\w$.])(?:setTimeout|setInterval|setImmediate)\b/u, 'a timer'],
  [/(?<![\w$.])(?:fetch|WebSocket|EventSource|XMLHttpRequest)\s*\(/u, 'the network'],
  [/(?<![\w$.])console\./u, 'console'],
];

const longestFile = 250;
const longestFactory = 80;
const mostFilesOfARoom = 25;
/** Rooms where the language itself, and ways of asking, are read. */
const readsVietnamese = /^(?:vietnamese|answering\/question)\//u;
const wordsFile = /(?:^|\/)words(?:-[a-z]+)*\.ts$/u;
const vagueName = /^(?:index|utils?|helpers?|commons?|types?|misc|shared|stuff|lib)$/u;

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
const isLibrary = ({ specifier, target }: Import) =>
  target === undefined && !specifier.startsWith('node:') && !specifier.startsWith('(');
const isRootTarget = (target: string) => !target.includes('/');
const folderOfTarget = (target: string) => (isRootTarget(target) ? '' : target.slice(0, target.indexOf('/')));

/** Says every way in which one file (or all of them together) breaks a rule. */
const rules = {
  place: (file) => {
    if (file.folder === '') return file.path in roots ? [] : ['a new file in src/ itself: put it into a subject or an edge'];
    return file.folder in subjects || edges.includes(file.folder) || file.folder === composition
      ? []
      : [`"${file.folder}" is neither a subject nor an edge`];
  },
  direction: (file) => {
    const allowed = subjects[file.folder];
    if (!allowed) return [];
    return file.imports.flatMap(({ target }) => {
      if (target === undefined || folderOfTarget(target) === file.folder) return [];
      return allowed.includes(folderOfTarget(target)) ? [] : [`${file.folder} may not import ${target}`];
    });
  },
  depth: (file) => (file.path.split('/').length > 3 ? ['lies in a room of a room: a house has rooms, and a room has files'] : []),
  circle: (file, all) => {
    const targets = new Map(all.map(({ path, imports }) => [path, imports.flatMap(({ target }) => target ?? [])]));
    const circle = circleOf(file.path, targets);
    return circle ? [`imports itself: ${circle.join(' → ')}`] : [];
  },
  rooms: (file) => {
    const { house, room } = roomOf(file.path);
    const directions = roomDirections[house];
    if (!directions) return [];
    const allowed = directions[room];
    if (!allowed) return [`"${house}/${room}" is no room of the house: add it to test/architecture/rooms.ts`];
    return file.imports.flatMap(({ target }) => {
      if (target === undefined) return [];
      const other = roomOf(target);
      return other.house !== house || other.room === room || allowed.includes(other.room)
        ? []
        : [`${house}/${room} may not import ${target}`];
    });
  },
  door: (file) =>
    file.imports.flatMap(({ target }) => {
      if (target === undefined) return [];
      const { folder } = roomOf(target);
      if (folder === '' || folder === roomOf(file.path).folder) return [];
      const door = (publicFiles[folder] ?? '').split(' ');
      return door.includes(target.slice(folder.length + 1).replace(/\.tsx?$/u, ''))
        ? []
        : [`${target} is not in the door of its room (test/architecture/public-files.ts)`];
    }),
  'room size': (file, all) => {
    const { folder } = roomOf(file.path);
    const inside = all.filter(({ path }) => roomOf(path).folder === folder);
    return inside.length > mostFilesOfARoom && inside[0] === file
      ? [`"${folder}" has ${inside.length} files; the ceiling is ${mostFilesOfARoom}`]
      : [];
  },
  'unique names': (file, all) =>
    file.exports.flatMap((name) => {
      const others = all.filter((other) => other !== file && other.exports.includes(name));
      return others.length === 0 ? [] : [`${name} is also exported by ${others.map(({ path }) => path).join(', ')}`];
    }),
  words: (file) => {
    if (readsVietnamese.test(file.path) || wordsFile.test(file.path)) return [];
    const known = file.path in sentencesElsewhere;
    if (file.sentences.length > 0 && !known) return [`says "${file.sentences[0]}": sentences belong in words*.ts`];
    return [];
  },
  patterns: (file) => {
    if (readsVietnamese.test(file.path)) return [];
    const known = file.path in patternsElsewhere;
    if (file.patterns.length > 0 && !known)
      return [`reads Vietnamese by /${file.patterns[0]}/: patterns belong in vietnamese/ or answering/question/`];
    return [];
  },
  factories: (file) =>
    file.factories.flatMap(({ name, lines }) => {
      const most = Math.max(longestFactory, longFactories[file.path] ?? 0);
      return lines > most
        ? [`${name} has ${lines} lines; the ceiling is ${most}: hand its inner functions to files of their own`]
        : [];
    }),
  'edge to edge': (file) => {
    if (!edges.includes(file.folder)) return [];
    return file.imports.flatMap(({ target, typeOnly }) => {
      if (target === undefined || folderOfTarget(target) in subjects || folderOfTarget(target) === file.folder) return [];
      if (roomsForEdges[file.folder]?.includes(roomOf(target).folder)) return [];
      if (isRootTarget(target) && typeOnly && typesForEdges[target]?.includes(file.folder)) return [];
      if (folderOfTarget(target) === composition && typeOnly && typesForEdges[composition]!.includes(file.folder)) return [];
      return [`an edge may not import ${target}`];
    });
  },
  composition: (file) => {
    const allowed = roots[file.folder === composition ? `${composition}/` : file.path];
    if (!allowed) return [];
    return file.imports.flatMap(({ target }) => {
      if (target === undefined || folderOfTarget(target) in subjects) return [];
      const fine = isRootTarget(target) ? allowed.files.includes(target) : allowed.edges.includes(folderOfTarget(target));
      return fine ? [] : [`${file.path} may not import ${target}: app/app.ts puts the edges together`];
    });
  },
  'one importer': (file, all) =>
    file.imports.filter(isLibrary).flatMap(({ specifier }) => {
      const name = packageOf(specifier);
      const shared = sharedLibraries[name];
      if (shared) return shared.allowed(file) ? [] : [`${name} does not belong here (${shared.why})`];
      if (homes[name] !== undefined && homes[name] !== file.path) return [`${name} belongs to ${homes[name]}`];
      const others = all.filter(
        (other) => other !== file && other.imports.some((other) => isLibrary(other) && packageOf(other.specifier) === name),
      );
      return others.length === 0 ? [] : [`${name} is also imported by ${others.map((other) => other.path).join(', ')}`];
    }),
  'pure subjects': (file) => {
    if (!(file.folder in subjects)) return [];
    const builtins = file.imports.filter(({ specifier }) => specifier.startsWith('node:') || specifier.startsWith('('));
    const impure = builtins.filter(
      ({ specifier, names }) => !names.length || !names.every((name) => pureBuiltins[specifier]?.includes(name)),
    );
    const reached = ambient.filter(([pattern]) => pattern.test(file.code)).map(([, name]) => name);
    return [
      ...impure.map(({ specifier, names }) => `imports ${specifier} (${names.join(', ')})`),
      ...reached.map((name) => `reaches for ${name}`),
    ];
  },
  environment: (file) =>
    file.path !== 'config.ts' && /\bprocess\s*\.\s*env\b|\bprocess\s*\[/u.test(file.code)
      ? ['reads process.env: only config.ts does']
      : [],
  length: (file) => (file.lines > longestFile ? [`has ${file.lines} lines; the ceiling is ${longestFile}`] : []),
  name: (file) => {
    const stem = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.[cm]?tsx?$/u, '');
    if (/\.tsx$/u.test(file.path) && !file.path.startsWith('console/'))
      return ['.tsx does not run without a build: make HTML with hono/html (only the console has views in JSX)'];
    if (vagueName.test(stem)) return [`"${stem}" says nothing: name the noun the file is about`];
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(stem)) return ['file names are kebab-case'];
    const folders = file.path.split('/').slice(0, -1);
    const repeated = folders.find((folder) =>
      [folder, folder.replace(/s$/u, '')].some((name) => stem.startsWith(`${name}-`) || stem.endsWith(`-${name}`)),
    );
    return repeated === undefined ? [] : [`"${stem}" repeats the name of its folder "${repeated}"`];
  },
  barrel: (file) => {
    const statements =
      file.code.match(/^(?:import|export|const|let|function|async|interface|type|class|declare|if|for|await|try)\b.*$/gmu) ?? [];
    const onlyPassesOn = statements.length > 0 && statements.every((line) => /^export (?:type )?[{*]/u.test(line));
    return onlyPassesOn || /^export\s*\*/mu.test(file.code) ? ['only passes on what others export: import it where it is'] : [];
  },
  'named exports': (file) => (/^export\s+default\b|\bas\s+default\b/mu.test(file.code) ? ['has a default export'] : []),
  'error classes': (file) =>
    [...file.code.matchAll(/\bclass\s+(?<name>[\w$]+)(?<rest>[^{]*)\{/gu)].flatMap(({ groups }) =>
      /\bextends\s+\w*Error\b/u.test(groups!.rest!) ? [] : [`class ${groups!.name}: classes are for errors, use a factory`],
    ),
  'literal imports': (file) =>
    file.imports.some(({ specifier }) => specifier.startsWith('(')) ||
    /(?<![\w$.])(?:require|createRequire)\s*\(/u.test(file.code)
      ? ['imports what only run time knows: the rules cannot see it']
      : [],
} satisfies Record<string, (file: SourceFile, all: readonly SourceFile[]) => string[]>;

/** Every rule of the house that the code under `<root>/src` breaks. */
export function brokenRules(root: string): Finding[] {
  const files = sourceFiles(root);
  return files.flatMap((file) =>
    (Object.keys(rules) as (keyof typeof rules)[]).flatMap((rule) =>
      rules[rule](file, files).map((detail) => ({ rule, file: file.path, detail })),
    ),
  );
}

/** Names of all rules: a test proves each of them. */
export const ruleNames = Object.keys(rules) as Finding['rule'][];

/** Exceptions that nothing needs any more: to be taken out of exceptions.ts and public-files.ts. */
export function idleExceptions(root: string): string[] {
  const files = sourceFiles(root);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const imported = new Set(
    files.flatMap(({ path, imports }) =>
      imports.flatMap(({ target }) => (target !== undefined && roomOf(target).folder !== roomOf(path).folder ? [target] : [])),
    ),
  );
  return [
    ...Object.keys(sentencesElsewhere).filter((path) => !byPath.get(path)?.sentences.length),
    ...Object.keys(patternsElsewhere).filter((path) => !byPath.get(path)?.patterns.length),
    ...Object.keys(longFactories).filter((path) => !byPath.get(path)?.factories.some(({ lines }) => lines > longestFactory)),
    ...Object.entries(publicFiles).flatMap(([folder, names]) =>
      names
        .split(' ')
        .map((name) => `${folder}/${name}.ts`)
        .filter((path) => !imported.has(path) && !imported.has(`${path}x`)),
    ),
  ];
}
