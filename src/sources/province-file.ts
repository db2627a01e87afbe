import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../elections/pack/problem.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import { type ProvinceKind, provinceKinds } from '../elections/pack/words-province.ts';
import { checked, readYamlFile } from './yaml-file.ts';

const text = z.string().trim().min(1);
/** A choice is a button: Telegram and Zalo cut longer ones off. */
const longestQuestion = 60;
const mostQuestions = 6;

const contact = z.strictObject({
  name: text,
  /** In an English sentence. */
  english: text.optional(),
  for: text.optional(),
  url: z.url({ protocol: /^https?$/, error: 'write a web address from https:// on' }).optional(),
  level: z.enum(['commune', 'province']).optional(),
  closesWithElection: z
    .literal('true', 'write true, or remove the line')
    .transform((): true => true)
    .optional(),
});

const profile = z.strictObject({
  name: text,
  kind: z.enum(Object.values(provinceKinds)),
  short: text,
  english: text,
  page: z.strictObject({ title: text, subtitle: text }),
  answers: z.strictObject({ vi: text, en: text }),
  contacts: z.array(contact).min(1, 'name at least one office that knows more'),
  questions: z
    .array(text.max(longestQuestion, `write at most ${longestQuestion} characters: it is shown on a button`))
    .min(1, 'write at least one question that the pack answers')
    .max(mostQuestions, `write at most ${mostQuestions}: more do not fit a small screen`),
});
const keys = [...Object.keys(profile.shape), ...Object.keys(contact.shape), 'title', 'subtitle', 'vi', 'en'];

/**
 * Reads `province.yaml`, of which a stack has one at most; `undefined` where there is none.
 * @param province what the tables of the pack call it; empty where they name none
 */
export async function readProvince(
  folders: readonly string[],
  province: string,
  problems: Problem[],
): Promise<ProvinceProfile | undefined> {
  let first: { file: string; profile: ProvinceProfile } | undefined;
  for (const folder of folders) {
    const file = join(folder, 'province.yaml');
    const yaml = await readYamlFile(file, problems);
    const written = yaml && checked(yaml, [], profile, keys, problems);
    if (!yaml || !written) continue;
    const report = (key: string, message: string, fix: string) =>
      void problems.push({ file, line: yaml.lineOf([key]), message, fix });
    if (first)
      report(
        'name',
        `another province.yaml stands in ${first.file}`,
        'a stack is for one province: leave one of the two packs out',
      );
    if (province !== '' && written.name !== province)
      report('name', `"name" is "${written.name}", places/communes.csv says "${province}"`, 'write the same name in both');
    first ??= { file, profile: profileOf(written) };
  }
  return first?.profile;
}

function profileOf({ kind, short, answers, contacts, ...rest }: z.infer<typeof profile>): ProvinceProfile {
  return {
    ...rest,
    kind: (Object.keys(provinceKinds) as ProvinceKind[]).find((one) => provinceKinds[one] === kind) ?? 'province',
    shortName: short,
    answersAbout: answers,
    contacts: contacts.map(({ name, english, url, for: about, level, closesWithElection }) => ({
      ...(english === undefined ? {} : { english }),
      name,
      ...(about ? { for: about } : {}),
      ...(url ? { url } : {}),
      ...(level ? { level } : {}),
      ...(closesWithElection ? { closesWithElection } : {}),
    })),
  };
}
