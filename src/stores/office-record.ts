import { z } from 'zod';
import type { Announcement } from '../announcements/announcement.ts';
import type { AuditEntry } from '../announcements/people/audit.ts';
import type { Official } from '../announcements/people/officials.ts';
import { blankTypes } from '../announcements/templates/blank.ts';
import { translationLanguages } from '../announcements/translations/language.ts';
import { imageTypes } from '../messaging/shown-image.ts';

const at = z.iso.datetime();

const audience = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everyone') }),
  z.strictObject({ kind: z.literal('topics'), topics: z.array(z.enum(['milestones', 'reform'])) }),
  z.strictObject({ kind: z.literal('communes'), communes: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('communes-and-topics'),
    communes: z.array(z.string()),
    topics: z.array(z.enum(['milestones', 'reform'])),
  }),
  z.strictObject({ kind: z.literal('officials') }),
  z.strictObject({ kind: z.literal('reached'), by: z.string(), rest: z.boolean() }),
]);

const translations = z.partialRecord(z.enum(translationLanguages), z.string());

const weekday = z.number().int().min(1).max(7);
const rhythm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('daily') }),
  z.strictObject({ kind: z.literal('weekly'), weekdays: z.array(weekday) }),
  z.strictObject({ kind: z.literal('monthly'), day: z.union([z.number().int(), z.literal('last')]) }),
  z.strictObject({ kind: z.literal('monthly-weekday'), which: z.enum(['first', 'last']), weekday }),
]);

const content = z.strictObject({
  text: z.string(),
  translations: translations.exactOptional(),
  buttons: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  image: z
    .strictObject({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      mediaType: z.enum(imageTypes),
      width: z.number(),
      height: z.number(),
      size: z.number(),
      alt: z.string(),
    })
    .exactOptional(),
  linkPreview: z.literal(true).exactOptional(),
  audience: audience.exactOptional(),
  expiresAt: at.exactOptional(),
  sendAt: at.exactOptional(),
  terms: z
    .strictObject({
      blanks: z.array(z.strictObject({ name: z.string(), type: z.enum(blankTypes), most: z.number() })),
      hours: z.number(),
    })
    .exactOptional(),
  repeat: z
    .strictObject({
      rhythm,
      time: z.string(),
      from: z.string(),
      until: z.string(),
      most: z.number().exactOptional(),
      hours: z.number(),
      countdown: z.string().exactOptional(),
    })
    .exactOptional(),
});

const phase = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('publishing') }),
  z.strictObject({ kind: z.literal('canary'), sinceAt: at }),
  z.strictObject({ kind: z.literal('holding'), untilAt: at }),
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('ending') }),
]);

const approval = z.strictObject({
  by: z.string(),
  person: z.string(),
  at,
  hash: z.string(),
  count: z.number(),
  // Not in records of the first versions: their seals do not hold any more, and they have to be approved again.
  issuer: z.string().default(''),
  terms: z.array(z.number()).default([]),
  auditHead: z.string().default(''),
  behalf: z.strictObject({ of: z.string(), person: z.string(), delegation: z.string(), from: at, until: at }).exactOptional(),
  epoch: z.number().exactOptional(),
  seal: z.string(),
});

const kind = z.enum(['notice', 'drill', 'correction', 'retraction', 'reminder', 'template', 'emergency']);

const of = z.strictObject({
  id: z.string(),
  number: z.number(),
  kind,
  content,
  author: z.string(),
  writers: z.array(z.string()),
  approval,
});

const filled = z.strictObject({
  of,
  values: z.record(z.string(), z.string()),
});

export const announcementRecord = z.strictObject({
  id: z.string(),
  number: z.number(),
  version: z.number(),
  kind,
  about: z
    .strictObject({
      id: z.string(),
      number: z.number(),
      text: z.string().exactOptional(),
      translations: translations.exactOptional(),
    })
    .exactOptional(),
  state: z.enum(['draft', 'submitted', 'approved', 'scheduled', 'sending', 'paused', 'finished', 'stopped', 'missed', 'expired']),
  content,
  author: z.string(),
  writers: z.array(z.string()),
  overrides: z.array(z.strictObject({ code: z.string(), reason: z.string() })),
  note: z.string().exactOptional(),
  approval: approval.exactOptional(),
  template: z
    .strictObject({
      channel: z.string(),
      id: z.string(),
      parameters: z.record(z.string(), z.string()),
      isWhole: z.boolean(),
      priceVnd: z.number(),
    })
    .exactOptional(),
  filled: filled.exactOptional(),
  occurrence: z.strictObject({ of, at }).exactOptional(),
  occurrences: z.array(z.strictObject({ at, number: z.number().exactOptional() })).exactOptional(),
  reviewed: content.exactOptional(),
  phase: phase.exactOptional(),
  heldChannels: z.record(z.string(), z.string()),
  total: z.number().exactOptional(),
  createdAt: at,
  startedAt: at.exactOptional(),
  endedAt: at.exactOptional(),
  seal: z.string().exactOptional(),
}) satisfies z.ZodType<Announcement>;

export const officialRecord = z.strictObject({
  id: z.string(),
  person: z.string(),
  name: z.string(),
  roles: z.array(z.enum(['author', 'approver', 'editor', 'commune', 'auditor', 'admin'])),
  commune: z.string().exactOptional(),
  disabled: z.boolean(),
  chat: z.string().exactOptional(),
  notices: z.array(z.string()).exactOptional(),
  linking: z.strictObject({ codeHash: z.string(), expiresAt: at, failures: z.number() }).exactOptional(),
  totp: z.strictObject({
    secret: z.string(),
    lastStep: z.number(),
    failures: z.number(),
    lockedUntil: at.exactOptional(),
    doors: z.array(z.strictObject({ place: z.string(), failures: z.number(), at })).exactOptional(),
  }),
  term: z.number().exactOptional(),
  seal: z.string().exactOptional(),
  terminals: z.array(z.strictObject({ place: z.string(), since: at })).exactOptional(),
  access: z
    .strictObject({
      invitation: z.strictObject({ hash: z.string(), expiresAt: at }).exactOptional(),
      password: z.string().exactOptional(),
      recovery: z.array(z.string()).exactOptional(),
      passkeys: z
        .array(
          z.strictObject({
            id: z.string(),
            publicKey: z.string(),
            counter: z.number().int().min(0),
            name: z.string(),
            addedAt: at,
            usedAt: at.exactOptional(),
          }),
        )
        .exactOptional(),
    })
    .exactOptional(),
  delegations: z
    .array(
      z.strictObject({
        id: z.string(),
        to: z.string(),
        persons: z.array(z.string()),
        terms: z.array(z.number()),
        from: at,
        until: at,
        madeAt: at,
        reason: z.string().exactOptional(),
        revoked: z.strictObject({ at, by: z.string() }).exactOptional(),
      }),
    )
    .exactOptional(),
}) satisfies z.ZodType<Official>;

export const auditRecord = z.strictObject({
  at,
  who: z.string(),
  roles: z.array(z.string()),
  action: z.string(),
  outcome: z.string(),
  subject: z.string(),
  hash: z.string().exactOptional(),
  from: z.string(),
  detail: z.string().exactOptional(),
  number: z.number(),
  previous: z.string(),
  chain: z.string(),
}) satisfies z.ZodType<AuditEntry>;
