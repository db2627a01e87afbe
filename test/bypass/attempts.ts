import type { Actor } from '../../src/announcements/acting.ts';
import type { EmergencyWish } from '../../src/announcements/emergency/alarm.ts';
import type { Repeat } from '../../src/announcements/repeating/plan.ts';
import { someRecord } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { content, goodText, lan, letGo, minh, valueIn } from '../fakes/announcing.ts';
import { approvedTemplate, approveTemplate, sendEmergency, submittedTemplate, values } from '../fakes/emergency.ts';
import type { Body } from '../fakes/kept-store.ts';
import { png } from '../fakes/pictures.ts';
import { lineOf, type World } from './world.ts';

/** One way round the approval. `attempt` answers the line in which it was refused; where it was not refused on the way, the service has to say it. */
export interface Attempt {
  name: string;
  attempt(world: World): Promise<string | undefined>;
  /** What the line says. */
  says: RegExp;
}

const both: Actor = { official: 'both', from: 'telegram' };
const lanAgain: Actor = { official: 'lan-2', from: 'telegram' };
const atTerminal = (id: string): Actor => ({ official: id, from: 'cli', terminal: 'root@tty1' });

async function requestOf(world: World, id: string) {
  const { hash, phrase = '' } = valueIn(await world.publishing.preview(minh, id));
  return { hash, phrase, code: await world.code('minh') };
}

/** Approving with something else than what is asked for. */
const approving =
  (changes: (request: Awaited<ReturnType<typeof requestOf>>, world: World) => object, by: Actor = minh): Attempt['attempt'] =>
  async (world) => {
    const id = await world.submitted();
    const request = await requestOf(world, id);
    const said = lineOf(await world.publishing.approve(by, id, { ...request, ...changes(request, world) }));
    await letGo(world, id);
    return said;
  };

/** An edit after the approval, then sending. */
const edited =
  (changes: Parameters<World['publishing']['edit']>[2]): Attempt['attempt'] =>
  async (world) => {
    const id = await world.approved();
    valueIn(await world.publishing.edit(lan, id, changes));
    return lineOf(await letGo(world, id));
  };

/** Something happens between approval and sending. */
const between =
  (happens: (world: World, id: string) => Promise<unknown>): Attempt['attempt'] =>
  async (world) => {
    const id = await world.approved();
    await happens(world, id);
    return lineOf(await letGo(world, id));
  };

const changed = (id: string, changes: object) => (world: World) =>
  world.officials((all) => all.map((one) => (one.id === id ? { ...one, ...changes } : one)));

/** What is kept of the announcement is written by hand, with the service down, as if it were being sent. */
const written =
  (
    changes: (body: Body) => Body,
    from: 'approved' | 'submitted' | Parameters<World['approved']>[0] = 'approved',
  ): Attempt['attempt'] =>
  async (world) => {
    if (from !== 'submitted') await world.approved(from === 'approved' ? {} : from);
    else await world.submitted();
    await world.kept.tamper('announcements', (bodies) => bodies.map((body) => ({ ...body, ...changes(body) })));
    await world.restart();
    return world.publishing.list(lan).then(lineOf, (error: Error) => error.message);
  };

const startedNow = (world: { clock?: unknown } & Body): Body => ({ ...world, state: 'sending', phase: { kind: 'publishing' } });
const begunAt = '2026-03-01T08:01:00.000Z';

type Wish = Partial<EmergencyWish>;
/** Whom the template of the attempts is for. */
const forReform = { kind: 'topics' as const, topics: ['reform' as const] };

/** A template that holds, for some people, and one of them. */
async function templateFor(world: World): Promise<string> {
  await world.store.subscribers.put({ ...(await world.store.subscribers.get('telegram:0'))!, topics: ['reform'] });
  return (await approvedTemplate(world, { audience: forReform })).id;
}

/** An emergency from a template that holds, asked for in another way than it should be. */
const emergency =
  (wish: Wish, given: { by?: Actor; code?: string; hash?: string } = {}): Attempt['attempt'] =>
  async (world) =>
    lineOf(await sendEmergency(world, { template: await templateFor(world), ...wish }, given));

/** Something happens to an approved template; then somebody sends from it. */
const toTemplate =
  (happens: (world: World, id: string) => Promise<unknown>): Attempt['attempt'] =>
  async (world) => {
    const id = await templateFor(world);
    await happens(world, id);
    return sendEmergency(world, { template: id }).then(lineOf, (error: Error) => error.message);
  };

/** What is kept of a template, or of the emergency that was made from one and not sent yet, is written by hand. */
const emergencyWritten = (of: 'template' | 'emergency', changes: (body: Body) => Body): Attempt['attempt'] =>
  toTemplate(async (world, id) => {
    if (of === 'emergency') valueIn(await sendEmergency(world, { template: id }));
    await world.kept.tamper('announcements', (bodies) =>
      bodies.map((body) => (body.kind === of ? { ...body, ...changes(body) } : body)),
    );
    await world.restart();
  });

/** The list of officials is written by hand; whoever is in it approves. */
const officialsWritten =
  (change: (bodies: Body[]) => Body[]): Attempt['attempt'] =>
  async (world) => {
    await world.submitted();
    await world.kept.tamper('officials', change);
    await world.restart();
    return world.publishing.list(minh).then(lineOf, (error: Error) => error.message);
  };

const clear = official('minh').totp;

async function followUp(world: World, kind: 'correction' | 'retraction', by: Actor | undefined): Promise<string> {
  const id = await world.approved();
  valueIn(await letGo(world, id));
  await world.work();
  world.accepted.length = 0;
  const made = valueIn(await world.publishing.followUp(lan, id, kind, { text: 'Lý do: sai giờ ngày 15/3/2026 tại xã.' }));
  if (!by) return lineOf(await letGo(world, made.id));
  valueIn(await world.publishing.submit(lan, made.id, {}));
  return world.approvedBy(by as typeof minh, made.id);
}

const map = 'Bản đồ đường đến nhà văn hóa thôn';
const pictured = async (world: World, seed = 'approved') =>
  valueIn(await world.publishing.addImage(lan, { bytes: png({ seed }) }, map));

/** What is kept of an approved announcement with a picture is written by hand. */
const imageWritten =
  (changes: (content: Body, other: Body) => Body): Attempt['attempt'] =>
  async (world) => {
    const [image, other] = [await pictured(world), await pictured(world, 'other')];
    await written((body) => ({ content: changes(body.content as Body, { ...other }) }), { image })(world);
    return world.publishing.list(lan).then(lineOf, (error: Error) => error.message);
  };

/** The bytes of an approved picture are changed in the store, before it is let go or while it is being sent. */
const bytesWritten =
  (bytes: Buffer | undefined, when: 'approved' | 'sending'): Attempt['attempt'] =>
  async (world) => {
    const image = await pictured(world);
    const id = await world.approved({ image });
    if (when === 'sending') valueIn(await letGo(world, id));
    await world.kept.tamperImage(image.sha256, bytes);
    await world.restart();
    if (when === 'approved') return lineOf(await letGo(world, id));
    await world.work();
    return (await world.store.announcements.get(id))!.note;
  };

const mondays: Repeat = {
  rhythm: { kind: 'weekly', weekdays: [1] },
  time: '07:00',
  from: '2026-03-02',
  until: '2026-03-31',
  hours: 24,
};

/** One that repeats is scheduled; what is kept of it, or of the time that is going out, is written by hand. */
const seriesWritten =
  (of: 'series' | 'occurrence', changes: (body: Body) => Body): Attempt['attempt'] =>
  async (world) => {
    valueIn(await letGo(world, await world.approved({ repeat: mondays }), lan, 'schedule'));
    world.clock.pass(Date.parse('2026-03-02T00:00:01.000Z') - world.clock.now().getTime());
    if (of === 'occurrence') await world.tick();
    await world.kept.tamper('announcements', (bodies) =>
      bodies.map((body) => ('occurrence' in body === (of === 'occurrence') ? { ...body, ...changes(body) } : body)),
    );
    await world.restart();
    return world.publishing.list(lan).then(lineOf, (error: Error) => error.message);
  };

export const attempts: Attempt[] = [
  {
    name: 'the plan of one that repeats written by hand after it was scheduled',
    says: /./u,
    attempt: seriesWritten('series', (body) => ({
      content: { ...(body.content as Body), repeat: { ...mondays, rhythm: { kind: 'daily' } } },
    })),
  },
  {
    name: 'the text of one time of it written by hand',
    says: /./u,
    attempt: seriesWritten('occurrence', (body) => ({
      content: { ...(body.content as Body), text: goodText.replace('7', '9') },
    })),
  },
  {
    name: 'another picture put in after the approval',
    says: /./u,
    async attempt(world) {
      const id = await world.approved({ image: await pictured(world) });
      valueIn(await world.publishing.edit(lan, id, { image: await pictured(world, 'other') }));
      return lineOf(await letGo(world, id));
    },
  },
  {
    name: 'what is said of the picture edited after the approval',
    says: /./u,
    async attempt(world) {
      const image = await pictured(world);
      const id = await world.approved({ image });
      valueIn(await world.publishing.edit(lan, id, { image: { ...image, alt: 'Chân dung' } }));
      return lineOf(await letGo(world, id));
    },
  },
  { name: 'previews of links switched on after the approval', says: /./u, attempt: edited({ linkPreview: true }) },
  {
    name: 'the hash from before another picture',
    says: /./u,
    async attempt(world) {
      const id = await world.submitted({ image: await pictured(world) });
      const request = await requestOf(world, id);
      valueIn(await world.publishing.edit(lan, id, { image: await pictured(world, 'other') }));
      valueIn(await world.publishing.submit(lan, id, {}));
      return lineOf(await world.publishing.approve(minh, id, request));
    },
  },
  {
    name: 'another picture written by hand',
    says: /no announcement/u,
    attempt: imageWritten((held, image) => ({ ...held, image })),
  },
  {
    name: 'what is said of the picture written by hand',
    says: /no announcement/u,
    attempt: imageWritten((held) => ({ ...held, image: { ...(held.image as Body), alt: 'Chân dung' } })),
  },
  {
    name: 'previews of links switched on by hand',
    says: /no announcement/u,
    attempt: imageWritten((held) => ({ ...held, linkPreview: true })),
  },
  { name: 'other bytes in the store after the approval', says: /hình/iu, attempt: bytesWritten(png({ seed: 'x' }), 'approved') },
  {
    name: 'other bytes in the store while it is being sent',
    says: /hình/iu,
    attempt: bytesWritten(png({ seed: 'x' }), 'sending'),
  },
  { name: 'the picture taken out of the store', says: /hình/iu, attempt: bytesWritten(undefined, 'sending') },
  {
    name: 'own text by an account with both roles',
    says: /tự duyệt|chính mình|viết/iu,
    async attempt(world) {
      const { id } = valueIn(await world.publishing.draft(both, 'notice', content()));
      valueIn(await world.publishing.submit(both, id, {}));
      return world.approvedBy(both as typeof minh, id);
    },
  },
  {
    name: 'a second account of the same person, written with spaces and capitals',
    says: /./u,
    attempt: async (world) => world.approvedBy(lanAgain as typeof minh, await world.submitted()),
  },
  {
    name: 'somebody who changed it approves it',
    says: /./u,
    async attempt(world) {
      const id = await world.submitted();
      valueIn(await world.publishing.edit(both, id, { text: `${goodText} Nhớ mang thẻ.` }));
      valueIn(await world.publishing.submit(lan, id, {}));
      return world.approvedBy(both as typeof minh, id);
    },
  },
  { name: 'no code', says: /mã/iu, attempt: approving(() => ({ code: '' })) },
  { name: 'a wrong code', says: /mã/iu, attempt: approving(() => ({ code: '000000' })) },
  {
    name: 'a code of a quarter of an hour ago',
    says: /mã/iu,
    async attempt(world) {
      const code = await world.code('minh');
      await world.clock.advance(15 * 60_000);
      return approving(() => ({ code }))(world);
    },
  },
  {
    name: 'one code for two approvals',
    says: /mã/iu,
    async attempt(world) {
      const [first, second] = [await world.submitted(), await world.submitted({ text: `${goodText} Bản hai.` })];
      const { code } = await requestOf(world, first);
      await world.publishing.approve(minh, first, { ...(await requestOf(world, first)), code });
      const said = lineOf(await world.publishing.approve(minh, second, { ...(await requestOf(world, second)), code }));
      await letGo(world, second);
      return said;
    },
  },
  {
    name: 'the code of the author instead of the approver',
    says: /mã/iu,
    async attempt(world) {
      const code = await world.code('thu');
      return approving(() => ({ code }))(world);
    },
  },
  {
    name: 'five wrong codes and then the right one',
    says: /./u,
    async attempt(world) {
      const id = await world.submitted();
      const request = await requestOf(world, id);
      for (let i = 0; i < 5; i += 1) await world.publishing.approve(minh, id, { ...request, code: '000000' });
      return lineOf(await world.publishing.approve(minh, id, request));
    },
  },
  { name: 'an empty hash', says: /./u, attempt: approving(() => ({ hash: '' })) },
  { name: 'eight digits of the hash', says: /./u, attempt: approving(({ hash }) => ({ hash: hash.slice(0, 8) })) },
  {
    name: 'the hash from before an edit',
    says: /./u,
    async attempt(world) {
      const id = await world.submitted();
      const request = await requestOf(world, id);
      valueIn(await world.publishing.edit(lan, id, { text: `${goodText} Hết.` }));
      valueIn(await world.publishing.submit(lan, id, {}));
      return lineOf(await world.publishing.approve(minh, id, request));
    },
  },
  { name: 'a confirmation that is 100 people off', says: /GỬI/u, attempt: approving(() => ({ phrase: 'GỬI TẤT CẢ 103' })) },
  { name: 'no confirmation', says: /GỬI/u, attempt: approving(() => ({ phrase: '' })) },
  {
    name: 'the hash and confirmation of another announcement',
    says: /./u,
    async attempt(world) {
      const other = await requestOf(world, await world.submitted({ text: `${goodText} Bản hai.` }));
      return approving(() => other)(world);
    },
  },
  { name: 'an author with the approver’s code', says: /./u, attempt: approving(() => ({}), lan) },
  { name: 'an auditor', says: /./u, attempt: approving(() => ({}), { official: 'thu', from: 'console' }) },
  { name: 'somebody nobody knows', says: /./u, attempt: approving(() => ({}), { official: 'ai-do', from: 'console' }) },
  { name: 'a terminal where the approver did not sign in', says: /./u, attempt: approving(() => ({}), atTerminal('minh')) },
  {
    name: 'a sign-in of half an hour ago',
    says: /./u,
    async attempt(world) {
      await changed('minh', { terminals: [{ place: 'root@tty1', since: world.clock.now().toISOString() }] })(world);
      await world.clock.advance(31 * 60_000);
      return approving(() => ({}), atTerminal('minh'))(world);
    },
  },
  {
    name: 'to everyone from a terminal without a fresh code',
    says: /mã/iu,
    async attempt(world) {
      const id = await world.approved();
      await changed('lan', { terminals: [{ place: 'root@tty1', since: world.clock.now().toISOString() }] })(world);
      return lineOf(await world.publishing.send(atTerminal('lan'), id));
    },
  },
  ...(['telegram', 'console'] as const).map((from) => ({
    name: `to everyone from ${from === 'telegram' ? 'Telegram' : 'the console'} without a fresh code`,
    says: /mã/iu,
    async attempt(world: World) {
      const id = await world.approved();
      const actor: Actor = { official: 'lan', from };
      const { hash } = valueIn(await world.publishing.preview(actor, id));
      return lineOf(await world.publishing.send(actor, id, { hash }));
    },
  })),
  {
    name: 'a code for the content before an edit that somebody else approved',
    says: /đã khác/iu,
    async attempt(world) {
      const id = await world.approved();
      const { hash } = valueIn(await world.publishing.preview(minh, id));
      valueIn(await world.publishing.edit(lan, id, { text: `${goodText} Hết.` }));
      valueIn(await world.publishing.submit(lan, id, {}));
      await world.approvedBy(both as typeof minh, id);
      return lineOf(await world.publishing.send(minh, id, { hash, code: await world.code('minh') }));
    },
  },
  { name: 'the text edited after the approval', says: /./u, attempt: edited({ text: `${goodText} Hết.` }) },
  { name: 'the end edited after the approval', says: /./u, attempt: edited({ expiresAt: '2026-03-16T00:00:00.000Z' }) },
  { name: 'the time edited after the approval', says: /./u, attempt: edited({ sendAt: '2026-03-02T00:00:00.000Z' }) },
  { name: 'a button added after the approval', says: /./u, attempt: edited({ buttons: [{ label: 'Xem', value: '/lich' }] }) },
  {
    name: 'the audience widened after the approval',
    says: /./u,
    async attempt(world) {
      await world.store.subscribers.put({ ...(await world.store.subscribers.get('telegram:0'))!, topics: ['reform'] });
      const id = await world.approved({ audience: { kind: 'topics', topics: ['reform'] } });
      valueIn(await world.publishing.edit(lan, id, { audience: { kind: 'everyone' } }));
      return lineOf(await letGo(world, id));
    },
  },
  {
    name: 'a drill made one for everyone',
    says: /./u,
    async attempt(world) {
      const { id } = valueIn(
        await world.publishing.draft(lan, 'drill', content({ text: `${goodText}`, audience: { kind: 'officials' } })),
      );
      valueIn(await world.publishing.edit(lan, id, { audience: { kind: 'everyone' } }));
      return lineOf(await world.publishing.submit(lan, id, {}));
    },
  },
  { name: 'a correction nobody approved', says: /./u, attempt: (world) => followUp(world, 'correction', undefined) },
  { name: 'a retraction nobody approved', says: /./u, attempt: (world) => followUp(world, 'retraction', undefined) },
  {
    name: 'a correction approved by the other account of who wrote it',
    says: /./u,
    attempt: (world) => followUp(world, 'correction', lanAgain),
  },
  { name: 'an approval of yesterday', says: /./u, attempt: between((world) => world.clock.advance(25 * 3_600_000)) },
  { name: 'after its end', says: /./u, attempt: between((world) => world.clock.advance(15 * 86_400_000)) },
  { name: 'an approver disabled since', says: /./u, attempt: between(changed('minh', { disabled: true, term: 1 })) },
  {
    name: 'an approver disabled and enabled since: the old approval stays void',
    says: /./u,
    attempt: between(async (world) => {
      await changed('minh', { disabled: true, term: 1 })(world);
      await changed('minh', { disabled: false })(world);
    }),
  },
  { name: 'an approver without the role by now', says: /./u, attempt: between(changed('minh', { roles: ['auditor'] })) },
  {
    name: 'an approver who has become the writer',
    says: /./u,
    attempt: between(changed('minh', { person: 'staff-lan' })),
  },
  {
    name: 'another issuer between approval and sending',
    says: /./u,
    attempt: between((world) => world.restart({ issuer: 'Công ty Vay Nhanh' })),
  },
  {
    name: 'another issuer while it is being sent',
    says: /./u,
    async attempt(world) {
      const id = await world.approved();
      valueIn(await letGo(world, id));
      await world.restart({ issuer: 'Công ty Vay Nhanh' });
      await world.work();
      return (await world.store.announcements.get(id))!.note;
    },
  },
  {
    name: 'another approval key',
    says: /no announcement is sent/u,
    async attempt(world) {
      await world.approved();
      await world.restart({ approvalKey: 'a key of somebody else' });
      return world.publishing.list(lan).then(lineOf, (error: Error) => error.message);
    },
  },
  {
    name: 'sent on after it was stopped',
    says: /./u,
    async attempt(world) {
      const id = await world.approved();
      valueIn(await letGo(world, id));
      valueIn(await world.publishing.stop(minh, id, 'sai giờ'));
      return lineOf(await world.publishing.resume(lan, id));
    },
  },
  {
    name: 'deliveries put beside the audience',
    says: /./u,
    async attempt(world) {
      const id = await world.approved();
      await world.store.outbox.publish(id, { kind: 'chats', chats: ['telegram:999'] }, { least: 0, most: 9 });
      return (await world.store.announcements.get(id))!.state;
    },
  },
  {
    name: 'a forged lease',
    says: /false/u,
    async attempt(world) {
      const id = await world.submitted();
      await world.store.outbox.publish(id, { kind: 'chats', chats: ['telegram:0'] }, { least: 0, most: 9 });
      const [claimed] = await world.store.outbox.claim('telegram', 1, 30_000, [{ announcement: id, ranks: 9 }]);
      const forged = { ...claimed!, lease: claimed!.lease + 1 };
      return JSON.stringify(await world.store.outbox.hold([forged], 30_000, 'begin'));
    },
  },
  {
    name: 'the text written by hand',
    says: /no announcement/u,
    attempt: written((body) => ({ content: { ...(body.content as Body), text: 'Hoãn.' } })),
  },
  {
    name: 'the audience written by hand',
    says: /no announcement/u,
    attempt: written((body) => ({ content: { ...(body.content as Body), audience: { kind: 'officials' } } })),
  },
  { name: 'sending written by hand, without an approval', says: /no announcement/u, attempt: written(startedNow, 'submitted') },
  {
    name: 'the begin written by hand',
    says: /no announcement/u,
    attempt: written((body) => startedNow({ ...body, startedAt: begunAt })),
  },
  { name: 'the author written by hand', says: /no announcement/u, attempt: written(() => ({ author: 'minh' })) },
  { name: 'the writers written by hand', says: /no announcement/u, attempt: written(() => ({ writers: [] }), 'submitted') },
  { name: 'the kind written by hand', says: /no announcement/u, attempt: written(() => ({ kind: 'drill' })) },
  {
    name: 'the approved count written by hand',
    says: /no announcement/u,
    attempt: written((body) => ({ approval: { ...(body.approval as Body), count: 1_000_000 } })),
  },
  { name: 'an announcement copied under another id', says: /no announcement/u, attempt: written(() => ({ id: 'another' })) },
  {
    name: 'an approver put in by hand, with the secret in the clear',
    says: /no announcement/u,
    attempt: officialsWritten((bodies) => [...bodies, official('ke-gian', { roles: ['approver'] }) as unknown as Body]),
  },
  {
    name: 'the sealed secret of the approver replaced by one in the clear',
    says: /no announcement/u,
    attempt: officialsWritten((bodies) => bodies.map((body) => (body.id === 'minh' ? { ...body, totp: clear } : body))),
  },
  {
    name: 'the secret of one official given to another',
    says: /no announcement/u,
    attempt: officialsWritten((bodies) => bodies.map((body) => ({ ...body, totp: bodies[0]!.totp }))),
  },
  {
    name: 'a role written by hand',
    says: /no announcement/u,
    attempt: officialsWritten((bodies) => bodies.map((body) => ({ ...body, roles: ['author', 'approver', 'admin'] }))),
  },
  {
    name: 'a chat linked by hand',
    says: /no announcement/u,
    attempt: officialsWritten((bodies) => bodies.map((body) => ({ ...body, chat: 'telegram:666' }))),
  },
  { name: 'the officials emptied, for a new first administrator', says: /no announcement/u, attempt: officialsWritten(() => []) },
  {
    name: 'emergency: a template approved by its own author',
    says: /không được tự duyệt/u,
    async attempt(world) {
      const { id } = await submittedTemplate(world);
      return lineOf(await approveTemplate(world, id, lanAgain));
    },
  },
  {
    name: 'emergency: a template that nobody has approved',
    says: /chờ duyệt/u,
    attempt: async (world) => lineOf(await sendEmergency(world, { template: (await submittedTemplate(world)).id })),
  },
  {
    name: 'emergency: a template edited after the approval',
    says: /bản nháp/u,
    attempt: toTemplate((world, id) => world.publishing.edit(lan, id, { text: 'Chuyển {nơi mới} {giờ} tại xã, ngày 15/3.' })),
  },
  {
    name: 'emergency: a blank added after the approval',
    says: /bản nháp/u,
    attempt: toTemplate((world, id) => world.publishing.edit(lan, id, { terms: { blanks: [], hours: 1 } })),
  },
  {
    name: 'emergency: a template edited while somebody fills it in, and approved again',
    says: /đã khác/u,
    async attempt(world) {
      const id = await templateFor(world);
      const { hash } = valueIn(await world.emergency.look(minh, { template: id, values }));
      valueIn(await world.publishing.edit(lan, id, { text: 'Dời đến {nơi mới} lúc {giờ} ngày 16/3/2026.' }));
      valueIn(await world.publishing.submit(lan, id, {}));
      valueIn(await approveTemplate(world, id));
      return lineOf(await sendEmergency(world, { template: id }, { hash }));
    },
  },
  {
    name: 'emergency: a withdrawn template',
    says: /đã dừng/u,
    attempt: toTemplate((world, id) => world.publishing.stop(lan, id, 'cũ')),
  },
  {
    name: 'emergency: a withdrawn template put back as it was',
    says: /nhật ký/u,
    attempt: toTemplate(async (world, id) => {
      const kept: Body[] = [];
      await world.kept.tamper('announcements', (bodies) => {
        kept.push(...bodies);
        return bodies;
      });
      await world.restart();
      valueIn(await world.publishing.stop(minh, id, 'cũ'));
      await world.kept.tamper('announcements', () => kept);
      await world.restart();
    }),
  },
  {
    name: 'emergency: a template past its day',
    says: /đã qua/u,
    attempt: toTemplate((world) => world.clock.advance(120 * 86_400_000)),
  },
  {
    name: 'emergency: its approver disabled since',
    says: /quyền duyệt/u,
    attempt: async (world) => {
      const id = await templateFor(world);
      await changed('minh', { disabled: true, term: 1 })(world);
      return lineOf(await sendEmergency(world, { template: id }, { by: both }));
    },
  },
  {
    name: 'emergency: its author disabled and enabled since',
    says: /quyền soạn/u,
    attempt: toTemplate(changed('lan', { term: 1 })),
  },
  {
    name: 'emergency: its approver has become the writer',
    says: /không còn quyền duyệt/u,
    attempt: toTemplate(changed('minh', { person: 'staff-lan' })),
  },
  {
    name: 'emergency: another issuer than was approved',
    says: /phát hành/u,
    attempt: toTemplate((world) => world.restart({ issuer: 'Công ty Vay Nhanh' })),
  },
  { name: 'emergency: by an author', says: /quyền/u, attempt: emergency({}, { by: lan }) },
  { name: 'emergency: by an auditor', says: /quyền/u, attempt: emergency({}, { by: { official: 'thu', from: 'console' } }) },
  { name: 'emergency: by a disabled approver', says: /khóa/u, attempt: toTemplate(changed('minh', { disabled: true, term: 1 })) },
  {
    name: 'emergency: from a terminal where the approver did not sign in',
    says: /đăng nhập/u,
    attempt: emergency({}, { by: atTerminal('minh') }),
  },
  { name: 'emergency: no code', says: /mã/iu, attempt: emergency({}, { code: '' }) },
  { name: 'emergency: a wrong code', says: /mã/iu, attempt: emergency({}, { code: '000000' }) },
  {
    name: 'emergency: the code that approved the template',
    says: /mã/iu,
    async attempt(world) {
      const { id } = await submittedTemplate(world);
      const { hash, phrase = '' } = valueIn(await world.publishing.preview(minh, id));
      const code = await world.code('minh');
      valueIn(await world.publishing.approve(minh, id, { hash, phrase, code }));
      return lineOf(await sendEmergency(world, { template: id }, { code }));
    },
  },
  {
    name: 'emergency: the code of one emergency for another',
    says: /mã/iu,
    async attempt(world) {
      const id = await templateFor(world);
      const code = await world.code('minh');
      valueIn(await sendEmergency(world, { template: id }, { code }));
      await world.work();
      world.accepted.length = 0;
      return lineOf(await sendEmergency(world, { template: id, values: { ...values, giờ: '10:00' } }, { code }));
    },
  },
  {
    name: 'emergency: the same form once more',
    says: /đã được gửi rồi, mang số 2/u,
    async attempt(world) {
      const wish = { template: await templateFor(world), values };
      const { hash } = valueIn(await world.emergency.look(minh, wish));
      const code = await world.code('minh');
      valueIn(await world.emergency.send(minh, wish, { hash, code }));
      await world.work();
      world.accepted.length = 0;
      return lineOf(await world.emergency.send(minh, wish, { hash, code }));
    },
  },
  { name: 'emergency: not what was shown', says: /đã khác/u, attempt: emergency({}, { hash: '' }) },
  { name: 'emergency: people beyond the template', says: /phạm vi/u, attempt: emergency({ audience: { kind: 'everyone' } }) },
  {
    name: 'emergency: other people than the template is for',
    says: /phạm vi/u,
    attempt: emergency({ audience: { kind: 'topics', topics: ['reform', 'milestones'] } }),
  },
  { name: 'emergency: nobody named', says: /phạm vi/u, attempt: emergency({ audience: { kind: 'topics', topics: [] } }) },
  {
    name: 'emergency: a blank that is too long',
    says: /dài quá 60/u,
    attempt: emergency({ values: { ...values, 'nơi mới': 'x'.repeat(61) } }),
  },
  {
    name: 'emergency: a link in a blank',
    says: /liên kết/u,
    attempt: emergency({ values: { ...values, 'nơi mới': 'xem bit.ly/vay' } }),
  },
  {
    name: 'emergency: a line break in a blank',
    says: /xuống dòng/u,
    attempt: emergency({ values: { ...values, 'nơi mới': 'A\nChuyển tiền' } }),
  },
  {
    name: 'emergency: hidden characters in a blank',
    says: /ký tự ẩn/u,
    attempt: emergency({ values: { ...values, 'nơi mới': 'A\u202Eb' } }),
  },
  { name: 'emergency: words where an hour belongs', says: /giờ/u, attempt: emergency({ values: { ...values, giờ: 'mai' } }) },
  { name: 'emergency: a blank left out', says: /chưa điền/u, attempt: emergency({ values: { giờ: '09:30' } }) },
  {
    name: 'emergency: a blank the template has not',
    says: /không có ô này/u,
    attempt: emergency({ values: { ...values, khác: 'x' } }),
  },
  {
    name: 'emergency: the template’s text written by hand',
    says: /no announcement/u,
    attempt: emergencyWritten('template', (body) => ({
      content: { ...(body.content as Body), text: 'Chuyển {nơi mới} {giờ} tiền.' },
    })),
  },
  {
    name: 'emergency: the template’s limits written by hand',
    says: /no announcement/u,
    attempt: emergencyWritten('template', (body) => ({
      content: { ...(body.content as Body), terms: { blanks: [], hours: 72 } },
    })),
  },
  {
    name: 'emergency: the text written by hand before it goes out',
    says: /no announcement/u,
    attempt: emergencyWritten('emergency', (body) => ({ content: { ...(body.content as Body), text: 'Chuyển tiền.' } })),
  },
  {
    name: 'emergency: what was filled in written by hand before it goes out',
    says: /no announcement/u,
    attempt: emergencyWritten('emergency', (body) => ({
      filled: { ...(body.filled as Body), values: { ...values, giờ: '23:00' } },
    })),
  },
  {
    name: 'emergency: the approval of the template taken out before it goes out',
    says: /no announcement/u,
    attempt: emergencyWritten('emergency', () => ({ filled: undefined })),
  },
  {
    name: 'emergency: the text changed through the books while it is being sent, under their seal and without another approval',
    says: /nội dung khác với nội dung đã duyệt/u,
    async attempt(world) {
      const made = valueIn(await sendEmergency(world, { template: await templateFor(world) }));
      const held = (await world.store.announcements.get(made.id))!;
      const content = { ...held.content, text: 'Chuyển tiền.' };
      await world.store.announcements.save({ ...held, content }, someRecord('cutri', 'edit'));
      await world.work();
      return (await world.store.announcements.get(made.id))!.note;
    },
  },
];
