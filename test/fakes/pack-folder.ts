import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { problemLine } from '../../src/elections/pack/problem.ts';
import { loadPack } from '../../src/sources/pack.ts';

/** A small sound pack, file by file: what tests break one thing of. */
export const soundFiles: Record<string, string> = {
  'news/visit.md':
    '---\nid: visit\ntitle: Kiểm tra công tác bầu cử\npublisher: Báo Tỉnh\npublished: 2026-03-11\n---\n\nĐoàn đã đến phường Cam Đường và xã Hợp Thành.\n',
  'facts/sources.yaml': `sources:
  law:
    title: Luật Bầu cử
    publisher: Quốc hội
    date: 2025-06-24
  press:
    title: Một bài báo
    publisher: Báo Tỉnh
    date: 2026-03
`,
  'facts/voting.yaml': `facts:
  - id: voting-age
    topic: eligibility
    kinds: [how-many, yes-no]
    statement: Công dân đủ 18 tuổi trở lên có quyền bầu cử (Điều 2).
    value: 18 tuổi
    level: all
    area: cả nước
    confidence: established
    sources:
      - { key: law, article: Điều 2 }
    asks:
      - bao nhiêu tuổi được đi bầu
    measure: tuổi bầu cử
milestones:
  - id: election-day
    name: ngày bầu cử
    date: 2026-03-15
    hours: 07:00-19:00
    nature: day
    confidence: established
    sources:
      - { key: law }
      - { key: press }
    asks:
      - ngày nào bầu cử
    measure: ngày bầu cử
    level: all
    area: cả nước
`,
  'places/communes.csv': `code,type,name,variants,province,source
02671,phường,Cam Đường,,Lào Cai,law
02680,xã,Hợp Thành,,Lào Cai,law
`,
  'places/other-places.csv': 'name,kind,province,source\nYên Bái,former-province,Lào Cai,law\n',
  'units/electoral-units.csv': `level,number,seats,communes,source,confidence,seats_confidence
national-assembly,3,3,02671 02680,press,derived,derived
province,09,,02671 02680,news:visit,derived,
`,
  'units/polling-stations.csv': `commune,area,hamlets,name,address,lat,lon,opens,closes,accessibility,source
phường Cam Đường,1,tổ 1; tổ 2,Nhà văn hóa tổ 1,đường Hoàng Quốc Việt,22.41,103.99,07:00,19:00,có đường cho xe lăn,law
`,
};

/** Writes a pack to a folder of its own, gone after the test. */
export function packFolder(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cutri-pack-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** What is said about the sound pack with some files replaced, one line a problem, paths relative to the pack. */
export async function problemsWith(replaced: Record<string, string | Uint8Array>): Promise<string[]> {
  const folder = packFolder({ ...soundFiles, ...replaced });
  const { problems } = await loadPack(folder);
  return problems.map((problem) => problemLine(problem).replaceAll(`${folder}/`, '').replaceAll(folder, '.'));
}

/** The text of a file of the sound pack with one piece of it replaced; the piece must be there. */
export function changed(file: string, from: string, to: string): Record<string, string> {
  const text = soundFiles[file]!;
  if (!text.includes(from)) throw new Error(`${file} of the sound pack does not hold "${from}"`);
  return { [file]: text.replace(from, to) };
}
