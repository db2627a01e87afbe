import { expect, it } from 'vitest';
import { createPackTrial } from '../../../src/app/pack/trial.ts';
import { packFolder, soundFiles } from '../../fakes/pack-folder.ts';

const trial = createPackTrial(() => new Date('2026-03-01T02:00:00Z'));

it('answers from a pack that is not in use as the service would, in a thread of its own', async () => {
  const { problems, replies } = await trial(packFolder(soundFiles), [
    'bao nhiêu tuổi được đi bầu',
    'tổ 2 phường Cam Đường bỏ phiếu ở đâu',
  ]);
  expect(problems).toEqual([]);
  expect(replies[0]).toMatchObject({ kind: 'answer', about: 'voting-age', text: expect.stringContaining('18 tuổi') });
  expect(replies[1]?.text).toContain('Nhà văn hóa tổ 1');
});

it('names what is wrong with a pack and answers nothing from it; one that cannot be read is one error and no more', async () => {
  const broken = packFolder({ ...soundFiles, 'facts/sources.yaml': 'sources: {}\n' });
  const [wrong, none] = await Promise.all([trial(broken, ['x']), trial(`${broken}/nowhere`, [])]);
  expect([wrong.problems.length > 0, wrong.replies]).toEqual([true, []]);
  expect(none.problems.length).toBeGreaterThan(0);
});
