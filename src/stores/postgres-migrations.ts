/** The tables, step by step. A step that has been released is never changed; what comes after it is a new one at the end. */
export const migrations: readonly { name: string; statements: readonly string[] }[] = [
  {
    name: 'inbox',
    statements: [
      // A handled message leaves its key only: `chat` and `message` (JSON) become null.
      `create table inbox (
        seq bigint generated always as identity primary key,
        key text not null unique,
        channel text not null,
        chat text,
        message text,
        state text not null check (state in ('waiting', 'dead', 'handled')),
        why text,
        home text,
        accepted_at timestamptz not null,
        due_at timestamptz not null,
        died_at timestamptz
      )`,
      `create index inbox_waiting on inbox (channel, chat, seq) where state = 'waiting'`,
      `create index inbox_dead on inbox (died_at) where state = 'dead'`,
      `create index inbox_accepted on inbox (accepted_at)`,
    ],
  },
];
