import { z } from 'zod';
import type { Problem } from '../elections/pack/problem.ts';
import type { OldCommune } from '../elections/places.ts';
import { fold } from '../vietnamese/text.ts';
import { listCell, readTable } from './csv-table.ts';
import { type KnownCommunes, reportRepeated } from './known-communes.ts';
import type { ResolveSource } from './registry.ts';

const filled = z.string().min(1);
const oldRow = z.object({
  name: filled,
  type: z.enum(['xã', 'phường', 'thị trấn']),
  district: z.string().regex(/^(?:huyện|thị xã|thành phố|quận) \S/u, 'write its type too, e.g. huyện Bát Xát'),
  province: filled,
  variants: listCell(/;/u),
  communes: listCell(/\s+/u),
  source: filled,
});

/** Reads `places/old-communes.csv`: which communes of today the communes of before the mergers went into. A row that names an unknown one is left out. */
export async function readOldCommunes(
  files: readonly string[],
  communes: KnownCommunes,
  resolve: ResolveSource,
  problems: Problem[],
): Promise<OldCommune[]> {
  const rows = await readTable(files, oldRow, problems);
  const codes = new Set(communes.list.map(({ code }) => code));
  reportRepeated(
    rows,
    ({ name, type, district }) => `${type} ${fold(name)} ${fold(district)} ${name}`,
    'name, type and district',
    problems,
  );
  return rows.flatMap(({ value, file, line }): OldCommune[] => {
    const source = resolve(value.source, { file, line });
    const absent = communes.complete ? value.communes.filter((code) => !codes.has(code)) : [];
    for (const code of absent)
      problems.push({ file, line, message: `there is no commune "${code}"`, fix: 'use a code of places/communes.csv' });
    if (value.communes.length === 0)
      problems.push({ file, line, message: '"communes" is empty', fix: 'write the code of the commune it went into' });
    return source && absent.length === 0 && value.communes.length > 0 ? [{ ...value, source }] : [];
  });
}
