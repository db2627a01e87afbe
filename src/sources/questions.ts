import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../elections/pack/problem.ts';
import { emptyQuestions, type PackQuestions } from '../elections/pack/questions.ts';
import { isWay, partsOfWay, WayError } from '../elections/pack/ways.ts';
import { didYouMean } from './nearest.ts';
import { filesIn } from './pack-files.ts';
import { checked, readYamlFile, type YamlFile } from './yaml-file.ts';

const text = z.string().trim().min(1);
const templates = z.array(text).min(1, 'list at least one way of asking');
const byName = z.record(z.string(), templates);
const unknown = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'use small letters, digits and "-"'),
  about: text,
  says: text,
  nextStep: text.optional(),
  near: text.optional(),
  asks: templates,
});
/** Answering each other's questions, or one of them the other's only. */
const overlap = z.union([
  z.array(text).min(2, 'name at least two ids'),
  z.strictObject({ asked: text, answeredBy: z.array(text).min(1, 'name at least one id') }),
]);
const courtesy = z.strictObject({ openings: templates, closings: templates });

/**
 * Reads `questions/` of every folder: `ways/*.yaml`, `beside/*.yaml`, `unknown/*.yaml`, `overlaps.yaml`, `tasks.yaml`, `talk.yaml`, `courtesy.yaml` (schemas in the folder's
 * README). What is missing is empty.
 * @param ids of the facts and milestones that ways and unknowns may name; without them any name goes.
 */
export async function readQuestions(
  folders: string[],
  ids: ReadonlySet<string> | undefined,
  problems: Problem[],
): Promise<PackQuestions> {
  const questions = emptyQuestions();
  for (const folder of folders) {
    for (const name of ['ways', 'beside'] as const)
      for (const file of await filesIn(join(folder, name), '.yaml', problems)) {
        const yaml = await readYamlFile(file, problems);
        if (yaml) readNamed(yaml, questions[name], problems, (id) => reportStranger(id, [id], yaml, ids, problems));
      }
    for (const file of await filesIn(join(folder, 'unknown'), '.yaml', problems)) {
      const yaml = await readYamlFile(file, problems);
      if (yaml) readUnknowns(yaml, questions, ids, problems);
    }
    const written = await readYamlFile(join(folder, 'overlaps.yaml'), problems);
    if (written) readOverlaps(written, questions, ids, problems);
    for (const name of ['tasks', 'talk'] as const) {
      const yaml = await readYamlFile(join(folder, `${name}.yaml`), problems);
      if (yaml) readNamed(yaml, questions[name], problems);
    }
    const yaml = await readYamlFile(join(folder, 'courtesy.yaml'), problems);
    const phrases = yaml && checked(yaml, [], courtesy, Object.keys(courtesy.shape), problems);
    if (!phrases) continue;
    for (const side of ['openings', 'closings'] as const)
      questions.courtesy[side].push(
        ...sound(
          phrases[side],
          (i) => [side, i],
          yaml,
          problems,
          (template) => partsOfWay(template).length > 0,
        ),
      );
  }
  return questions;
}

function readNamed(yaml: YamlFile, into: Map<string, string[]>, problems: Problem[], checkName = (_name: string) => {}): void {
  const named = checked(yaml, [], byName, [], problems);
  for (const [name, written] of Object.entries(named ?? {})) {
    checkName(name);
    into.set(name, [...(into.get(name) ?? []), ...sound(written, (i) => [name, i], yaml, problems)]);
  }
}

function readUnknowns(yaml: YamlFile, questions: PackQuestions, ids: ReadonlySet<string> | undefined, problems: Problem[]): void {
  const given = checked(yaml, [], z.array(unknown), Object.keys(unknown.shape), problems) ?? [];
  const taken = new Set(questions.unknowns.map(({ id }) => id));
  given.forEach((entry, i) => {
    if (taken.has(entry.id))
      problems.push({
        file: yaml.file,
        line: yaml.lineOf([i, 'id']),
        message: `the id "${entry.id}" is given twice`,
        fix: 'give it an id of its own',
      });
    taken.add(entry.id);
    if (entry.near !== undefined) reportStranger(entry.near, [i, 'near'], yaml, ids, problems);
    const { nextStep, near, ...rest } = entry;
    questions.unknowns.push({
      ...rest,
      asks: sound(entry.asks, (n) => [i, 'asks', n], yaml, problems),
      ...(nextStep === undefined ? {} : { nextStep }),
      ...(near === undefined ? {} : { near }),
    });
  });
}

/** `task/seats-of-unit`: something worked out that a fact may state as well. */
const isTask = (id: string): boolean => id.startsWith('task/');

function readOverlaps(yaml: YamlFile, questions: PackQuestions, ids: ReadonlySet<string> | undefined, problems: Problem[]): void {
  const check = (id: string, path: PropertyKey[]): void => {
    if (!isTask(id)) reportStranger(id, path, yaml, ids, problems);
  };
  const entries = checked(yaml, [], z.array(overlap), ['asked', 'answeredBy'], problems) ?? [];
  entries.forEach((entry, i) => {
    if (Array.isArray(entry)) {
      for (const [n, id] of entry.entries()) check(id, [i, n]);
      questions.overlaps.push(entry);
      return;
    }
    const { asked, answeredBy } = entry;
    check(asked, [i, 'asked']);
    for (const [n, id] of answeredBy.entries()) check(id, [i, 'answeredBy', n]);
    questions.alsoAnswered.set(asked, [...(questions.alsoAnswered.get(asked) ?? []), ...answeredBy]);
  });
}

/** The templates that can be read; a problem for each that cannot. */
function sound(
  written: readonly string[],
  path: (i: number) => PropertyKey[],
  yaml: YamlFile,
  problems: Problem[],
  isSound: (template: string) => boolean = isWay,
): string[] {
  return written.filter((template, i) => {
    try {
      return isSound(template);
    } catch (error) {
      if (!(error instanceof WayError)) throw error;
      problems.push({
        file: yaml.file,
        line: yaml.lineOf(path(i)),
        message: error.message,
        fix: 'write {one|another} and close every brace',
      });
      return false;
    }
  });
}

function reportStranger(
  id: string,
  path: PropertyKey[],
  yaml: YamlFile,
  ids: ReadonlySet<string> | undefined,
  problems: Problem[],
): void {
  if (ids === undefined || ids.has(id)) return;
  const fix = didYouMean(id, [...ids], 'name a fact or milestone of the pack');
  problems.push({ file: yaml.file, line: yaml.lineOf(path), message: `there is no fact or milestone "${id}"`, fix });
}
