/** What a person can subscribe to, besides the news of a commune. */
export type Topic = 'all' | 'milestones' | 'reform';

export const topics: readonly Topic[] = ['all', 'milestones', 'reform'];
