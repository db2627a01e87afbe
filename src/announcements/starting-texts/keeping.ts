import { createHash } from 'node:crypto';
import type { Records } from '../../messaging/records.ts';
import type { AuditLog } from '../people/audit.ts';
import { holds, type Official } from '../people/officials.ts';

/** A text that an announcement is begun with; what stands in square brackets is to be filled in. Nothing is sent without being written and approved. */
export interface StartingText {
  id: string;
  name: string;
  text: string;
}

/** What officials made of one that is always there, or one of their own. Never of a person. */
export interface StartingTextRecord extends StartingText {
  /** ISO 8601 UTC; those of their own come in this order. */
  madeAt: string;
  /** Not offered any more; only of those that are always there. */
  removed?: true;
}

/** `original`: as it is always there; `changed`: that one in other words; `own`: added. */
export type ListedText = StartingText & { standing: 'original' | 'changed' | 'own' };

/** What the log calls it. */
export type TextAction = 'starting-text-add' | 'starting-text-change' | 'starting-text-remove' | 'starting-text-restore';

/** Why nothing was changed. `changed`: somebody else did meanwhile. */
export type TextRefusal =
  | 'not-permitted'
  | 'no-name'
  | 'long-name'
  | 'same-name'
  | 'no-text'
  | 'long-text'
  | 'too-many'
  | 'changed'
  | 'unknown';

export const mostTexts = 40;
export const longestTextName = 60;
export const longestStartingText = 4_000;

/** Tells what somebody looked at from what it is by now. */
export const startingTextMark = ({ name, text }: Omit<StartingText, 'id'>): string =>
  createHash('sha256')
    .update(JSON.stringify([name, text]))
    .digest('hex')
    .slice(0, 16);

/** Texts to begin with: those that are always there, as officials changed them, and their own. */
export interface StartingTexts {
  /** Those that are offered: the ones that are always there first. */
  list(): Promise<ListedText[]>;
  /** Of those that are always there: what is not offered any more. */
  removed(): Promise<StartingText[]>;
  add(who: Official, given: Omit<StartingText, 'id'>): Promise<TextRefusal | undefined>;
  /** `seen`: the mark of what was looked at. */
  change(who: Official, given: StartingText, seen: string): Promise<TextRefusal | undefined>;
  remove(who: Official, id: string, seen: string): Promise<TextRefusal | undefined>;
  /** Makes one that is always there what it was at first. */
  restore(who: Official, id: string): Promise<TextRefusal | undefined>;
}

const mayChange = (who: Official): boolean => holds(who, 'editor') || holds(who, 'admin');

function flawOf({ id, name, text }: StartingText, others: readonly StartingText[]): TextRefusal | undefined {
  if (name === '') return 'no-name';
  if (name.length > longestTextName) return 'long-name';
  if (text === '') return 'no-text';
  if (text.length > longestStartingText) return 'long-text';
  const isSame = (other: StartingText) => other.id !== id && other.name.toLowerCase() === name.toLowerCase();
  return others.some(isSame) ? 'same-name' : undefined;
}

const plain = ({ name, text, ...rest }: StartingText): StartingText => ({
  ...rest,
  name: name.normalize('NFC').trim(),
  text: text.normalize('NFC').trim(),
});

interface StartingTextsDeps {
  records: Records<StartingTextRecord>;
  /** Those that are always there. */
  originals: readonly StartingText[];
  audit: Pick<AuditLog, 'append'>;
  newId: () => string;
  now: () => Date;
}

/** What is offered, and what is not. */
function createLook({ records, originals }: StartingTextsDeps): Pick<StartingTexts, 'list' | 'removed'> {
  const isOriginal = (id: string) => originals.some((one) => one.id === id);
  return {
    async list() {
      const held = await records.all();
      const known = originals.flatMap((original): ListedText[] => {
        const record = held.find(({ id }) => id === original.id);
        if (!record) return [{ ...original, standing: 'original' }];
        return record.removed ? [] : [{ id: record.id, name: record.name, text: record.text, standing: 'changed' }];
      });
      const own = held.filter(({ id }) => !isOriginal(id)).sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1));
      return [...known, ...own.map(({ id, name, text }): ListedText => ({ id, name, text, standing: 'own' }))];
    },
    async removed() {
      const held = await records.all();
      return originals.filter((original) => held.some(({ id, removed }) => id === original.id && removed));
    },
  };
}

export function createStartingTexts(deps: StartingTextsDeps): StartingTexts {
  const { records, originals, audit, newId, now } = deps;
  const look = createLook(deps);

  const note = async ({ id: who, roles }: Official, action: TextAction, { id: subject, name, text }: StartingText) => {
    const hash = createHash('sha256').update(text).digest('hex');
    await audit.append({
      ...{ at: now().toISOString(), who, roles, action, outcome: 'done', subject, hash, from: 'console', detail: name },
    });
  };

  /** Puts `next` in the place of what was looked at, unless that is another by now. */
  async function replace(
    id: string,
    seen: string,
    next: (held: StartingTextRecord | undefined) => StartingTextRecord | undefined,
  ) {
    const original = originals.find((one) => one.id === id);
    return records.change<TextRefusal | undefined>(id, (held) => {
      const offered = held?.removed ? undefined : (held ?? original);
      if (!offered) return { next: held, result: 'unknown' };
      return startingTextMark(offered) === seen ? { next: next(held), result: undefined } : { next: held, result: 'changed' };
    });
  }

  return {
    ...look,
    async add(who, given) {
      if (!mayChange(who)) return 'not-permitted';
      const all = await look.list();
      const made = plain({ ...given, id: newId() });
      const flaw = all.length < mostTexts ? flawOf(made, all) : 'too-many';
      if (flaw) return flaw;
      await records.change(made.id, () => ({ next: { ...made, madeAt: now().toISOString() }, result: undefined }));
      await note(who, 'starting-text-add', made);
      return undefined;
    },
    async change(who, given, seen) {
      if (!mayChange(who)) return 'not-permitted';
      const next = plain(given);
      const refusal =
        flawOf(next, await look.list()) ??
        (await replace(next.id, seen, (held) => ({ ...next, madeAt: held?.madeAt ?? now().toISOString() })));
      if (refusal === undefined) await note(who, 'starting-text-change', next);
      return refusal;
    },
    async remove(who, id, seen) {
      if (!mayChange(who)) return 'not-permitted';
      const original = originals.find((one) => one.id === id);
      const before = (await look.list()).find((one) => one.id === id);
      const gone: StartingTextRecord | undefined = original && { ...original, madeAt: now().toISOString(), removed: true };
      const refusal = await replace(id, seen, () => gone);
      if (refusal === undefined) await note(who, 'starting-text-remove', before!);
      return refusal;
    },
    async restore(who, id) {
      if (!mayChange(who)) return 'not-permitted';
      const original = originals.find((one) => one.id === id);
      if (!original) return 'unknown';
      // Another one may have got its name meanwhile.
      const flaw = flawOf(original, await look.list());
      if (flaw) return flaw;
      const wasOther = await records.change(id, (held) => ({ next: undefined, result: held !== undefined }));
      if (wasOther) await note(who, 'starting-text-restore', original);
      return undefined;
    },
  };
}
