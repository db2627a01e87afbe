import { z } from 'zod';
import type { PackVersion, Proposal } from '../../conversations/proposals/proposal.ts';

const fact = z.strictObject({
  id: z.string(),
  topic: z.string(),
  kinds: z.array(z.string()),
  statement: z.string(),
  value: z.string().exactOptional(),
  measure: z.string(),
  year: z.string().exactOptional(),
  level: z.string(),
  area: z.string(),
  confidence: z.string(),
  source: z.string(),
  article: z.string().exactOptional(),
  quote: z.string().exactOptional(),
  others: z.array(z.strictObject({ source: z.string(), article: z.string().exactOptional() })).exactOptional(),
  subject: z.string().exactOptional(),
  values: z.array(z.record(z.string(), z.string())).exactOptional(),
  validFrom: z.string().exactOptional(),
  validTo: z.string().exactOptional(),
  nextStep: z.string().exactOptional(),
  asks: z.array(z.string()),
});
const source = z.strictObject({ source: z.string(), article: z.string().exactOptional() });
const milestone = z.strictObject({ id: z.string(), name: z.string(), date: z.string(), sources: z.array(source) });
const contact = z.strictObject({
  ...{ name: z.string(), english: z.string(), for: z.string() },
  ...{ url: z.string(), level: z.string(), closesWithElection: z.string() },
});
const province = z.strictObject({
  ...{ short: z.string(), title: z.string(), subtitle: z.string() },
  contacts: z.array(contact),
  questions: z.array(z.string()),
});
const document = z.strictObject({
  id: z.string(),
  title: z.string(),
  publisher: z.string(),
  published: z.string(),
  retrieved: z.string().exactOptional(),
  url: z.string().exactOptional(),
  section: z.string().exactOptional(),
  body: z.string(),
});
const unknown = z.strictObject({
  id: z.string(),
  about: z.string(),
  says: z.string(),
  nextStep: z.string().exactOptional(),
  near: z.string().exactOptional(),
  asks: z.array(z.string()),
});

export const proposalRecord = z.strictObject({
  id: z.string(),
  edit: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('wording'), fact: z.string(), wording: z.string() }),
    z.strictObject({ kind: z.literal('unknown'), unknown }),
    z.strictObject({ kind: z.literal('fact'), fact }),
    z.strictObject({ kind: z.literal('change'), fact, is: z.string() }),
    z.strictObject({ kind: z.literal('milestone'), milestone, is: z.string() }),
    z.strictObject({ kind: z.literal('province'), province, is: z.string() }),
    z.strictObject({ kind: z.literal('article'), document }),
    z.strictObject({
      kind: z.literal('stations'),
      commune: z.string(),
      title: z.string(),
      rows: z.array(z.record(z.string(), z.string())),
    }),
    z.strictObject({ kind: z.literal('restore'), file: z.string(), text: z.string(), is: z.string() }),
  ]),
  seen: z.string(),
  by: z.string(),
  person: z.string(),
  day: z.iso.date(),
  group: z.string().exactOptional(),
  state: z.enum(['open', 'published', 'dropped']),
  endedBy: z.string().exactOptional(),
  seal: z.string().exactOptional(),
}) satisfies z.ZodType<Proposal>;

export const packVersionRecord = z.strictObject({
  id: z.string(),
  number: z.number().int().min(1),
  proposal: z.string(),
  file: z.string(),
  before: z.string(),
  after: z.string(),
  proposedBy: z.string(),
  publishedBy: z.string(),
  at: z.iso.datetime(),
}) satisfies z.ZodType<PackVersion>;
