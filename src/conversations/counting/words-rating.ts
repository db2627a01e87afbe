/** The two small buttons under an answer. Vietnamese. */
import type { Thumb } from './day-count.ts';

export const ratingWords = {
  /** On the buttons; what comes back is the same words with what the answer was about. */
  labels: { up: '👍 Đúng ý', down: '👎 Chưa đúng' } satisfies Record<Thumb, string>,
  values: { up: 'Đúng ý #', down: 'Chưa đúng #' } satisfies Record<Thumb, string>,
  thanks: {
    up: 'Cảm ơn bạn đã cho biết.',
    down: 'Cảm ơn bạn đã cho biết, cán bộ sẽ xem lại câu trả lời này. Bạn có thể hỏi lại bằng cách khác, hoặc hỏi UBND xã (phường) nơi mình ở.',
  } satisfies Record<Thumb, string>,
};
