/** Part of an entry of the audit log: never changed, as the step below that it stands in. */
const loggedField = (name: string): string =>
  String.raw`regexp_replace(body, '(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})', '\1\\ufffd', 'gi')::jsonb ->> '${name}'`;

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
  {
    name: 'announcements',
    statements: [
      `create table subscribers (
        chat text primary key,
        channel text not null generated always as (split_part(chat, ':', 1)) stored,
        topics text[] not null,
        communes text[] not null,
        subscribed_at timestamptz not null,
        last_contact_at timestamptz not null,
        seq bigint generated always as identity
      )`,
      // Bodies are JSON as text: json and jsonb refuse characters a text may hold.
      `create table announcements (
        id text primary key,
        number int not null unique,
        version int not null,
        state text not null,
        about text,
        body text not null
      )`,
      `create table officials (place int primary key, body text not null)`,
      `create table audit (number bigint primary key, body text not null)`,
      // One row for every announcement whose recipients are decided.
      `create table broadcasts (
        announcement text primary key,
        total int not null,
        published_at timestamptz not null,
        changed_at timestamptz not null,
        closed_at timestamptz
      )`,
      // A delivery whose person was let go or forgotten stays in the totals: `chat` and `message_id` become null.
      `create table deliveries (
        announcement text not null,
        rank int not null,
        channel text not null,
        chat text,
        state text not null check (state in ('pending', 'deferred', 'sent', 'failed', 'uncertain', 'cancelled', 'expired', 'left')),
        due_at timestamptz,
        attempts int not null default 0,
        uncertain int not null default 0,
        first_attempt_at timestamptz,
        leased_until timestamptz,
        sent_at timestamptz,
        message_id text,
        duplicate boolean not null default false,
        reason text check (reason in ('blocked', 'gone', 'rejected', 'gave-up')),
        primary key (announcement, rank)
      ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02)`,
      `create unique index deliveries_chat on deliveries (chat, announcement)`,
      `create index deliveries_pending on deliveries (announcement, channel, rank) where state = 'pending'`,
      `create table lanes (lane text primary key, version bigint not null, state text not null)`,
      `create table tombstones (hash text primary key, buried_at timestamptz not null)`,
      `create table settings (name text primary key, value text not null)`,
    ],
  },
  {
    name: 'who left and who was disabled',
    // Kept beside an older state that is put back, like `tombstones`: they keep it from bringing anybody back.
    statements: [
      `create table departures (hash text primary key, left_at timestamptz not null)`,
      `create table disabled_officials (id text primary key)`,
      `insert into disabled_officials (id) select body::json ->> 'id' from officials where (body::json ->> 'disabled')::boolean
        on conflict do nothing`,
    ],
  },
  {
    name: 'sends that were begun',
    statements: [
      // How often it was taken, and whether whoever has it began to send it.
      `alter table deliveries add column lease int not null default 0, add column begun boolean not null default false`,
      `update deliveries set begun = true where state = 'pending' and leased_until is not null`,
      `update deliveries set duplicate = true where state = 'uncertain'`,
      `create index deliveries_tried on deliveries (announcement, channel, rank)
        where state = 'pending' and (attempts > 0 or uncertain > 0 or begun)`,
    ],
  },
  {
    name: 'tickets of the console',
    statements: [
      `create table tickets (
        key text primary key,
        owner text not null,
        expires_at timestamptz not null,
        body text not null
      )`,
      `create index tickets_owner on tickets (owner)`,
    ],
  },
  {
    name: 'records',
    statements: [
      // `chat`: whose it is, where it belongs to a person. Bodies are JSON as text, as in `announcements`.
      `create table records (
        kind text not null,
        id text not null,
        chat text,
        body text not null,
        primary key (kind, id)
      )`,
      `create index records_chat on records (chat) where chat is not null`,
    ],
  },
  {
    name: 'what is kept of conversations for hours',
    statements: [
      `create table chats (
        chat text primary key,
        over_at timestamptz not null,
        body text not null
      )`,
      `create index chats_over on chats (over_at)`,
    ],
  },
  {
    name: 'who was told by a template',
    statements: [`alter table deliveries add column template text check (template in ('quota', 'charged', 'unheard'))`],
  },
  {
    name: 'what announcements are looked through by',
    // Times are compared as text, byte by byte, as everywhere else. `over_at`: see `overAt`.
    statements: [
      `alter table announcements add column author text, add column audience text, add column created_at text collate "C",
        add column over_at text collate "C", add column epoch bigint`,
      // Characters that jsonb refuses stand in texts only, which are not read here.
      String.raw`update announcements set author = kept.body ->> 'author', audience = kept.body #>> '{content,audience,kind}',
          created_at = kept.body ->> 'createdAt', epoch = (kept.body #>> '{approval,epoch}')::bigint,
          over_at = case
            when kept.body ? 'phase' then null
            when state = 'finished' then kept.body #>> '{content,expiresAt}'
            when state in ('stopped', 'expired') then coalesce(kept.body ->> 'endedAt', kept.body ->> 'createdAt') end
        from (select id, regexp_replace(body, '\\u(0000|d[89a-f][0-9a-f]{2})', '\\ufffd', 'gi')::jsonb as body
          from announcements) as kept
        where kept.id = announcements.id`,
      `create index announcements_state on announcements (state, number)`,
      `create index announcements_author on announcements (author, number)`,
      `create index announcements_created on announcements (created_at)`,
      `create index announcements_over on announcements (over_at)`,
      `create index announcements_about on announcements (about) where about is not null`,
      `create index announcements_epoch on announcements (epoch) where epoch is not null`,
    ],
  },
  {
    name: 'what says that a subscriber agreed',
    statements: [`alter table subscribers add column consent_day text, add column consent_proof text`],
  },
  {
    name: 'in which language somebody wants announcements',
    statements: [`alter table subscribers add column language text`],
  },
  {
    name: 'pictures of announcements',
    // `looked_at`: when it was put there, or when an announcement was last seen to refer to it.
    statements: [`create table images (sha256 text primary key, body bytea not null, looked_at timestamptz not null)`],
  },
  {
    name: 'totals of announcements that were closed long ago',
    // JSON: what its deliveries added up to, by channel. There are no rows of it in `deliveries` then.
    statements: [`alter table broadcasts add column totals text`],
  },
  {
    name: 'what the audit log is looked through by',
    // Worked out by the database, so that no process of an earlier version adds an entry that is not found. A character that jsonb refuses is U+FFFD
    // here. Whatever somebody typed for an id is logged, and an index refuses a long text: it holds the beginning.
    statements: [
      `alter table audit ${['who', 'action', 'outcome', 'subject'].map((field) => `add column ${field} text generated always as (${loggedField(field)}) stored`).join(', ')}`,
      `create index audit_subject on audit (left(subject, 100), number)`,
      `create index audit_who on audit (left(who, 100), action, number)`,
      `create index audit_action on audit (action, number)`,
    ],
  },
];
