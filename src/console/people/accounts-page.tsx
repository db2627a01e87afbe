import type { OfficialSummary } from '../../announcements/managing.ts';
import { roles } from '../../announcements/people/officials.ts';
import { roleName } from '../../announcements/people/words-officials.ts';
import { vietnamTime } from '../../announcements/words.ts';
import {
  ConsoleForm,
  ConsolePage,
  type ConsolePageProps,
  consolePath,
  FormField,
  Labelled,
  type PageOf,
  Pages,
} from '../views/layout.tsx';
import { QrImage } from '../views/qr.tsx';
import { channelName } from '../views/words.ts';
import { peopleWords as words } from './words.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children'> & { formToken: string };
type Children = ConsolePageProps['children'];

interface AccountLine {
  account: OfficialSummary;
  /** ISO 8601 UTC. */
  lastSignIn: string | undefined;
}

/** Communes that an account can be bound to. */
interface Communes {
  communes: readonly { code: string; title: string }[];
}

/** Every account, and a form for another. `few`: what to say where too few may approve. */
export function AccountsPage(props: Page & Communes & { accounts: PageOf<AccountLine>; few?: string | undefined }) {
  const { accounts, communes, few, ...page } = props;
  return (
    <ConsolePage {...page} title={words.title}>
      {few !== undefined && <p class="wrong">{few}</p>}
      <ul class="list">
        {accounts.shown.map(({ account, lastSignIn }) => (
          <li class="card">
            <h2>
              <a href={`${consolePath}/can-bo/${account.id}`}>{account.name}</a>
            </h2>
            <AccountFacts account={account} lastSignIn={lastSignIn} communes={communes} />
          </li>
        ))}
      </ul>
      <Pages of={accounts} path="/can-bo" counted={words.accounts} />
      <section class="card" aria-labelledby="add">
        <h2 id="add">{words.add}</h2>
        <ConsoleForm path="/can-bo" formToken={page.formToken}>
          <FormField name="id" label={words.id} hint={words.idHint} maxlength={32} />
          <FormField name="name" label={words.name} hint={words.nameHint} maxlength={100} />
          <FormField name="person" label={words.person} hint={words.personHint} maxlength={63} />
          <Roles chosen={[]} communes={communes} />
          <Word />
          <button type="submit">{words.add}</button>
        </ConsoleForm>
      </section>
    </ConsolePage>
  );
}

function AccountFacts({
  account: { id, roles: held, commune, disabled, linked, notices = [] },
  lastSignIn,
  communes,
}: AccountLine & Communes) {
  const chats = [...(linked === undefined ? [] : [channelName(linked)]), ...notices.map((one) => words.toldOn(channelName(one)))];
  return (
    <dl class="facts">
      <dt>{words.account}</dt>
      <dd>{id}</dd>
      <dt>{words.roles}</dt>
      <dd>{held.map(roleName).join(', ')}</dd>
      {commune !== undefined && (
        <>
          <dt>{words.commune}</dt>
          <dd>{communes.find(({ code }) => code === commune)?.title ?? words.communeGone(commune)}</dd>
        </>
      )}
      <dt>{words.state}</dt>
      <dd>{disabled ? words.disabled : words.inForce}</dd>
      <dt>{words.lastSignIn}</dt>
      <dd>{lastSignIn === undefined ? words.never : vietnamTime(lastSignIn)}</dd>
      <dt>{words.linked}</dt>
      <dd>{chats.length === 0 ? words.notLinked : chats.join(', ')}</dd>
    </dl>
  );
}

/** `at`: tells the fields of several forms on a page apart. */
function Roles({ chosen, commune, communes, at = '' }: Communes & { chosen: readonly string[]; commune?: string; at?: string }) {
  const id = `commune${at}`;
  return (
    <fieldset>
      <legend>{words.roles}</legend>
      {roles.map((role) => (
        <label class="choice-line">
          <input type="checkbox" name={`role:${role}`} value="on" checked={chosen.includes(role)} /> {roleName(role)}
        </label>
      ))}
      <Labelled name={id} label={words.commune} hint={words.communeHint}>
        <select id={id} name="commune" aria-describedby={`${id}-hint`}>
          <option value="">{words.noCommune}</option>
          {communes.map(({ code, title }) => (
            <option value={code} selected={code === commune}>
              {title}
            </option>
          ))}
        </select>
      </Labelled>
    </fieldset>
  );
}

/** The codes of whoever asks for a change. `at`: tells the fields of several forms on a page apart. */
function Word({ at = '' }: { at?: string }) {
  const id = (name: string) => `${name}${at}`;
  return (
    <>
      <div class="field">
        <label for={id('code')}>{words.code}</label>
        <p class="hint" id={id('code-hint')}>
          {words.codeHint}
        </p>
        <input
          id={id('code')}
          name="code"
          required
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={10}
          aria-describedby={id('code-hint')}
        />
      </div>
      <div class="field">
        <label for={id('second')}>{words.second}</label>
        <p class="hint" id={id('second-hint')}>
          {words.secondHint}
        </p>
        <input id={id('second')} name="second" maxlength={32} autocomplete="off" aria-describedby={id('second-hint')} />
      </div>
      <div class="field">
        <label for={id('secondCode')}>{words.secondCode}</label>
        <input id={id('secondCode')} name="secondCode" inputmode="numeric" maxlength={10} autocomplete="off" />
      </div>
    </>
  );
}

/** One account with everything an administrator may do with it. */
export function AccountPage({ account, lastSignIn, communes, ...page }: Page & AccountLine & Communes) {
  const { id, name, disabled, roles: held, commune } = account;
  const steps: readonly (readonly [string, string])[] = disabled
    ? [['mo', words.enable]]
    : [
        ['moi', words.invite],
        ['xac-thuc', words.enrol],
        ['lien-ket', words.link],
      ];
  return (
    <ConsolePage {...page} title={words.one(name)}>
      <AccountFacts account={account} lastSignIn={lastSignIn} communes={communes} />
      {steps.map(([path, title]) => (
        <Step id={id} path={path} title={title} formToken={page.formToken} />
      ))}
      <Step id={id} path="vai-tro" title={words.change} formToken={page.formToken}>
        <Roles chosen={held} communes={communes} at="-vai-tro" {...(commune === undefined ? {} : { commune })} />
        <Understood />
      </Step>
      {!disabled && (
        <Step id={id} path="khoa" title={words.disable} formToken={page.formToken}>
          <Understood />
        </Step>
      )}
      <p>
        <a class="button" href={`${consolePath}/can-bo`}>
          {words.back}
        </a>
      </p>
    </ConsolePage>
  );
}

function Understood() {
  return (
    <label class="choice-line">
      <input type="checkbox" name="understood" value="on" /> {words.understood}
    </label>
  );
}

function Step(props: { id: string; path: string; title: string; formToken: string; children?: Children }) {
  const { id, path, title, formToken, children } = props;
  return (
    <details class="card">
      <summary>{title}</summary>
      <ConsoleForm path={`/can-bo/${id}/${path}`} formToken={formToken}>
        {children}
        <Word at={`-${path}`} />
        <button type="submit">{title}</button>
      </ConsoleForm>
    </details>
  );
}

/** Something that is shown once. */
export interface Given {
  text: string;
  secret: string;
  isQr: boolean;
}

export function GivenPage({ account, given, ...page }: Page & { account: OfficialSummary; given: Given }) {
  return (
    <ConsolePage {...page} title={words.one(account.name)}>
      <section class="card" role="status">
        <p>{given.text}</p>
        {given.isQr && <QrImage text={given.secret} label={words.qr} />}
        <p>
          <code class="long">{given.secret}</code>
        </p>
        <p class="wrong">{words.shownOnce}</p>
      </section>
      <p>
        <a class="button" href={`${consolePath}/can-bo/${account.id}`}>
          {words.one(account.name)}
        </a>
      </p>
    </ConsolePage>
  );
}
