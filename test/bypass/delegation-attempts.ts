import type { Actor } from '../../src/announcements/acting.ts';
import type { DelegationWish } from '../../src/announcements/delegating/delegating.ts';
import { delegationRefusalText } from '../../src/announcements/delegating/words.ts';
import { someRecord } from '../contracts/announcement-store.ts';
import { content, goodText, lan, letGo, minh, valueIn } from '../fakes/announcing.ts';
import { approvedTemplate, sendEmergency, submittedTemplate } from '../fakes/emergency.ts';
import type { Body } from '../fakes/kept-store.ts';
import type { Attempt } from './attempts.ts';
import { lineOf, type World } from './world.ts';

export const thu: Actor = { official: 'thu', from: 'telegram' };
const both: Actor = { official: 'both', from: 'telegram' };
const lanAgain: Actor = { official: 'lan-2', from: 'telegram' };

const hourMs = 3_600_000;
const later = (world: World, ms: number): string => new Date(world.clock.now().getTime() + ms).toISOString();

/** Somebody asks to let another approve in their name, for a day. Answers what became of it. */
async function asked(
  world: World,
  by: Actor,
  to: string,
  wish: Partial<DelegationWish> & { code?: string } = {},
): Promise<string> {
  const { code = await world.code(by.official), ...times } = wish;
  const outcome = await world.delegating.delegate(by, { to, from: '', until: later(world, 24 * hourMs), ...times }, code);
  await world.clock.advance(30_000);
  return outcome.kind === 'done' ? 'done' : delegationRefusalText(outcome.refusal);
}

/** One that is in force, or will be. */
export async function delegated(world: World, by: Actor, to: string, wish: Partial<DelegationWish> = {}): Promise<void> {
  const line = await asked(world, by, to, wish);
  if (line !== 'done') throw new Error(line);
}

async function inNameOf(world: World, by: Actor, id: string, behalf?: string, given: { code?: string } = {}): Promise<string> {
  const { hash, phrase = '' } = valueIn(await world.publishing.preview(by, id));
  const code = given.code ?? (await world.code(by.official));
  const said = lineOf(await world.publishing.approve(by, id, { hash, phrase, code, behalf }));
  await world.clock.advance(30_000);
  return said;
}

/** minh delegates to thu, something happens, and thu approves in minh's name what lan wrote. */
const afterwards =
  (
    happens: (world: World) => Promise<unknown>,
    by: Actor = thu,
    to = 'thu',
    wish: (world: World) => Partial<DelegationWish> = () => ({}),
  ): Attempt['attempt'] =>
  async (world) => {
    await delegated(world, minh, to, wish(world));
    await happens(world);
    const id = await world.submitted();
    const said = await inNameOf(world, by, id, 'minh');
    await letGo(world, id);
    return said;
  };

/** thu has approved in minh's name; something happens, and it is let go. */
const between =
  (happens: (world: World, id: string) => Promise<unknown>): Attempt['attempt'] =>
  async (world) => {
    await delegated(world, minh, 'thu');
    const id = await world.submitted();
    const line = await inNameOf(world, thu, id);
    if (line !== 'done') throw new Error(line);
    await happens(world, id);
    return lineOf(await letGo(world, id));
  };

const revoked = async (world: World) => {
  const outcome = await world.delegating.revokeDelegation(minh, 'minh-1');
  if (outcome.kind === 'refused') throw new Error(outcome.refusal.code);
};

const disabledAndEnabled = (id: string) => async (world: World) => {
  const set = (changes: object) => world.officials((all) => all.map((one) => (one.id === id ? { ...one, ...changes } : one)));
  await set({ disabled: true, term: 1 });
  await set({ disabled: false });
};

/** The delegation is written by hand, with the service down; then thu approves. */
const written =
  (change: (delegation: Body) => Body, wish: (world: World) => Partial<DelegationWish> = () => ({})): Attempt['attempt'] =>
  async (world) => {
    await delegated(world, minh, 'thu', wish(world));
    const id = await world.submitted();
    await world.kept.tamper('officials', (bodies) =>
      bodies.map((body) =>
        body.delegations
          ? { ...body, delegations: (body.delegations as Body[]).map((one) => ({ ...one, ...change(one) })) }
          : body,
      ),
    );
    await world.restart();
    return inNameOf(world, thu, id).catch((error: Error) => error.message);
  };

const byHand = (world: World): Body => ({
  ...{ id: 'minh-1', to: 'thu', persons: ['staffminh', 'staffthu'], terms: [0, 0] },
  ...{ from: world.clock.now().toISOString(), until: later(world, hourMs), madeAt: world.clock.now().toISOString() },
});

const nobody = /Không có ủy quyền nào đang có hiệu lực|không có quyền/u;
const isVoid = /ủy quyền duyệt đã bị thu hồi hoặc không còn giá trị/u;

/** Ways round the approval by way of a delegation. */
export const delegationAttempts: Attempt[] = [
  {
    name: 'delegation: put into the store by hand',
    says: /no announcement/u,
    async attempt(world) {
      const id = await world.submitted();
      await world.kept.tamper('officials', (bodies) =>
        bodies.map((body) => (body.id === 'minh' ? { ...body, delegations: [byHand(world)] } : body)),
      );
      await world.restart();
      return inNameOf(world, thu, id).catch((error: Error) => error.message);
    },
  },
  {
    name: 'delegation: the end written by hand',
    says: /no announcement/u,
    attempt: written(() => ({ until: '2026-03-30T00:00:00.000Z' })),
  },
  {
    name: 'delegation: the beginning written by hand',
    says: /no announcement/u,
    attempt: written(
      () => ({ from: '2026-02-28T00:00:00.000Z' }),
      (world) => ({ from: later(world, hourMs) }),
    ),
  },
  { name: 'delegation: another account written by hand', says: /no announcement/u, attempt: written(() => ({ to: 'lan-2' })) },
  {
    name: 'delegation: the persons written by hand',
    says: /no announcement/u,
    attempt: written(() => ({ persons: ['stafflan', 'staffthu'] })),
  },
  {
    name: 'delegation: in whose name it was approved written by hand',
    says: /no announcement/u,
    async attempt(world) {
      await delegated(world, minh, 'thu');
      const id = await world.submitted();
      await inNameOf(world, thu, id);
      await world.kept.tamper('announcements', (bodies) =>
        bodies.map((body) => ({ ...body, approval: { ...(body.approval as Body), behalf: undefined } })),
      );
      await world.restart();
      return world.publishing.list(lan).then(lineOf, (error: Error) => error.message);
    },
  },
  {
    name: 'delegation: in whose name it was approved changed through the books, under their seal',
    says: /dấu duyệt không hợp lệ/u,
    attempt: between(async (world, id) => {
      const held = (await world.store.announcements.get(id))!;
      const approval = { ...held.approval!, behalf: { ...held.approval!.behalf!, of: 'both' } };
      await world.store.announcements.save({ ...held, approval }, someRecord('cutri', 'edit'));
    }),
  },
  {
    name: 'delegation: the delegate is the author',
    says: /tự duyệt/u,
    attempt: afterwards(async () => undefined, lan, 'lan'),
  },
  {
    name: 'delegation: the delegate is another account of the author',
    says: /tự duyệt/u,
    attempt: afterwards(async () => undefined, lanAgain, 'lan-2'),
  },
  {
    name: 'delegation: the delegate has changed the text',
    says: /tự duyệt/u,
    async attempt(world) {
      await delegated(world, minh, 'both');
      const id = await world.submitted();
      valueIn(await world.publishing.edit(both, id, { text: `${goodText} Nhớ mang thẻ.` }));
      valueIn(await world.publishing.submit(lan, id, {}));
      return inNameOf(world, both, id, 'minh');
    },
  },
  {
    name: 'delegation: the delegator is the author',
    says: /không ai được duyệt thay mặt/u,
    async attempt(world) {
      await delegated(world, both, 'thu');
      const { id } = valueIn(await world.publishing.draft(both, 'notice', content()));
      valueIn(await world.publishing.submit(both, id, {}));
      return inNameOf(world, thu, id);
    },
  },
  {
    name: 'delegation: the delegator is another account of the author',
    says: /không ai được duyệt thay mặt/u,
    async attempt(world) {
      await delegated(world, lanAgain, 'thu');
      return inNameOf(world, thu, await world.submitted());
    },
  },
  {
    name: 'delegation: the delegator has changed the text',
    says: /không ai được duyệt thay mặt/u,
    async attempt(world) {
      await delegated(world, both, 'thu');
      const id = await world.submitted();
      valueIn(await world.publishing.edit(both, id, { text: `${goodText} Nhớ mang thẻ.` }));
      valueIn(await world.publishing.submit(lan, id, {}));
      return inNameOf(world, thu, id);
    },
  },
  {
    name: 'delegation: the delegator has become the author since',
    says: /./u,
    attempt: between((world) =>
      world.officials((all) => all.map((one) => (one.id === 'minh' ? { ...one, person: 'staff-lan' } : one))),
    ),
  },
  { name: 'delegation: expired', says: nobody, attempt: afterwards((world) => world.clock.advance(25 * hourMs)) },
  {
    name: 'delegation: not begun',
    says: nobody,
    attempt: afterwards(
      async () => undefined,
      thu,
      'thu',
      (world) => ({ from: later(world, hourMs) }),
    ),
  },
  { name: 'delegation: revoked', says: nobody, attempt: afterwards(revoked) },
  {
    name: 'delegation: revoked, and the list of officials put back to what it was',
    says: nobody,
    async attempt(world) {
      await delegated(world, minh, 'thu');
      let before: Body[] = [];
      await world.kept.tamper('officials', (bodies) => {
        before = bodies;
        return bodies;
      });
      await world.restart();
      await revoked(world);
      await world.kept.tamper('officials', () => before);
      await world.restart();
      return inNameOf(world, thu, await world.submitted());
    },
  },
  { name: 'delegation: revoked between approval and sending', says: isVoid, attempt: between(revoked) },
  {
    name: 'delegation: revoked while it is being sent',
    says: isVoid,
    async attempt(world) {
      await delegated(world, minh, 'thu');
      const id = await world.submitted();
      await inNameOf(world, thu, id);
      valueIn(await letGo(world, id));
      await revoked(world);
      await world.work();
      return (await world.store.announcements.get(id))!.note;
    },
  },
  {
    name: 'delegation: handed on by somebody who may approve only in another’s name',
    says: /không có quyền/u,
    async attempt(world) {
      await delegated(world, minh, 'thu');
      return asked(world, thu, 'both');
    },
  },
  {
    name: 'delegation: a chain of two',
    says: nobody,
    async attempt(world) {
      await delegated(world, minh, 'both');
      await delegated(world, both, 'thu');
      return inNameOf(world, thu, await world.submitted(), 'minh');
    },
  },
  { name: 'delegation: the delegator disabled and enabled', says: nobody, attempt: afterwards(disabledAndEnabled('minh')) },
  { name: 'delegation: the delegate disabled and enabled', says: nobody, attempt: afterwards(disabledAndEnabled('thu')) },
  {
    name: 'delegation: the delegator disabled and enabled between approval and sending',
    says: isVoid,
    attempt: between(disabledAndEnabled('minh')),
  },
  {
    name: 'delegation: the delegate disabled and enabled between approval and sending',
    says: /không còn quyền duyệt/u,
    attempt: between(disabledAndEnabled('thu')),
  },
  {
    name: 'delegation: the delegator without the role by now',
    says: nobody,
    attempt: afterwards((world) =>
      world.officials((all) => all.map((one) => (one.id === 'minh' ? { ...one, roles: ['auditor'] } : one))),
    ),
  },
  ...(
    [
      ['without a code', () => ''],
      ['with a wrong code', () => '000000'],
      ['with the code of the delegator', (world: World) => world.code('minh')],
    ] as const
  ).map(
    ([how, codeIn]): Attempt => ({
      name: `delegation: the delegate approves ${how}`,
      says: /mã/iu,
      async attempt(world) {
        await delegated(world, minh, 'thu');
        return inNameOf(world, thu, await world.submitted(), undefined, { code: await codeIn(world) });
      },
    }),
  ),
  ...(
    [
      ['without a code', () => ''],
      ['with a wrong code', () => '000000'],
      ['with the code of the delegate', (world: World) => world.code('thu')],
    ] as const
  ).map(
    ([how, codeIn]): Attempt => ({
      name: `delegation: made ${how}`,
      says: /mã/iu,
      attempt: async (world) => asked(world, minh, 'thu', { code: await codeIn(world) }),
    }),
  ),
  {
    name: 'delegation: made at a terminal where the delegator did not sign in',
    says: /chưa đăng nhập/u,
    attempt: async (world) => asked(world, { official: 'minh', from: 'cli', terminal: 'root@tty1' }, 'thu'),
  },
  {
    name: 'delegation: to another account of oneself',
    says: /người khác/u,
    attempt: async (world) => {
      await world.officials((all) => all.map((one) => (one.id === 'both' ? { ...one, person: 'Staff-MINH' } : one)));
      return asked(world, minh, 'both');
    },
  },
  {
    name: 'delegation: for longer than thirty days',
    says: /30 ngày/u,
    attempt: (world) => asked(world, minh, 'thu', { until: later(world, 31 * 24 * hourMs) }),
  },
  {
    name: 'delegation: a template for emergencies approved in another’s name',
    says: /Mẫu khẩn/u,
    async attempt(world) {
      await delegated(world, minh, 'thu');
      const { id } = await submittedTemplate(world);
      return inNameOf(world, thu, id);
    },
  },
  {
    name: 'delegation: an emergency sent in another’s name',
    says: /không có quyền/u,
    async attempt(world) {
      const { id } = await approvedTemplate(world);
      await delegated(world, minh, 'thu');
      return lineOf(await sendEmergency(world, { template: id }, { by: thu }));
    },
  },
];
