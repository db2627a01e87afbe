import { afterEach, describe, expect, it } from 'vitest';
import { type Post, percentiles, type ServiceUnderLoad, startUnderLoad } from './service-under-load.ts';

let service: ServiceUnderLoad | undefined;
afterEach(() => service?.stop());

const refused = (posts: readonly Post[]) => posts.filter(({ status }) => status !== 200);
const rounded = (numbers: Record<string, number>) =>
  Object.entries(numbers)
    .map(([name, value]) => `${name} ${value.toFixed(0)}`)
    .join(', ');

describe('the whole service with people writing on Telegram', () => {
  it('A-1: 1,000 updates a second, each answered once: acknowledged at once, though answers take far longer', async () => {
    service = await startUnderLoad();
    await service.drive({ perSecond: 20, seconds: 1, chatOf: (number) => number + 1 });
    const posts = await service.drive({ perSecond: 1_000, seconds: 8, chatOf: (number) => 1_000 + number });
    const took = percentiles(posts);
    console.log(`A-1: acknowledgements in ms: ${rounded({ ...took })}; resident ${service.residentMb().toFixed(0)} MB`);
    expect(refused(posts)).toEqual([]);
    expect(took.max).toBeLessThan(2_000);
    expect(await service.answered(8_020, 180_000)).toBe(true);
    expect(Math.max(...service.replies.values())).toBe(1);
  });

  it('A-3: 5,000 updates within a second: nobody waits for two seconds, nobody is lost', async () => {
    service = await startUnderLoad();
    const posts = await service.drive({ perSecond: 5_000, seconds: 1, chatOf: (number) => 1_000 + number });
    const took = percentiles(posts);
    console.log(`A-3: acknowledgements in ms: ${rounded({ ...took })}`);
    expect(refused(posts)).toEqual([]);
    expect(took.p999).toBeLessThan(2_000);
    expect(await service.answered(5_000, 120_000)).toBe(true);
    expect(service.replies.size).toBe(5_000);
  });

  it('A-5: one person writing 200 times a second gets a few answers and one notice; everybody else is answered', async () => {
    service = await startUnderLoad();
    const flooder = 7;
    const quiet = service.drive({ perSecond: 40, seconds: 10, chatOf: (number) => 1_000 + (number % 200) });
    const loud = service.drive({ perSecond: 200, seconds: 10, chatOf: () => flooder });
    const [others, mine] = await Promise.all([quiet, loud]);
    console.log(
      `A-5: others' acknowledgements in ms: ${rounded({ ...percentiles(others) })}; the flooder got ${service.replies.get(flooder)} messages`,
    );
    expect(refused([...others, ...mine])).toEqual([]);
    const { replies } = service;
    const everybodyElse = () => Array.from({ length: 200 }, (_, index) => replies.get(1_000 + index) ?? 0);
    await expect.poll(() => everybodyElse().every((count) => count === 2), { timeout: 60_000 }).toBe(true);
    expect(service.replies.get(flooder)).toBeLessThanOrEqual(20 + 1);
    expect(
      service
        .stderr()
        .split('\n')
        .filter((line) => line.includes('flood')).length,
    ).toBeLessThanOrEqual(6);
  });
});
