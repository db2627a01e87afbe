/** Who writes what: strangers, each asking a question of the scorecard, seven of ten on Telegram and three on Zalo. */
import { readQuestions } from '../scorecard/scorecard.ts';
import type { Said } from './platforms.ts';
import type { ServiceUnderLoad } from './service-under-load.ts';

const questions = [...new Set(readQuestions(new URL('../scorecard/questions.jsonl', import.meta.url)).map(({ text }) => text))];

export interface Crowd {
  /** Somebody who never wrote before, and asks once. */
  stranger(): Said;
  /** The same person as before under that number, asking something else. */
  regular(person: number): Said;
}

const firstStranger = 1_000_000;

export function createCrowd({ telegram, zalo }: Pick<ServiceUnderLoad, 'telegram' | 'zalo'>): Crowd {
  let asked = 0;
  const question = () => questions[asked++ % questions.length]!;
  let strangers = 0;
  return {
    stranger() {
      strangers += 1;
      return (strangers % 10 < 7 ? telegram : zalo).says(firstStranger + strangers, question());
    },
    regular: (person) => telegram.says(person, question()),
  };
}

/** Has every question asked twice: what a service loads, compiles and keeps when first asked is over then. */
export async function warmUp(service: ServiceUnderLoad, crowd: Crowd): Promise<void> {
  const posts = await service.people.write({ perSecond: 250, seconds: 4, next: crowd.stranger });
  if (!(await service.answered(posts.length))) throw new Error('the service does not answer');
}
