import type { Child } from 'hono/jsx';
import { vietnamTime } from '../../announcements/words.ts';
import { CodeField, ConsoleForm, ConsolePage, type ConsolePageProps, consolePath, FormField } from './layout.tsx';
import { QrImage } from './qr.tsx';
import { enteringWords, sessionWords, acceptingWords as words } from './words-signing-in.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children'> & { formToken: string };

/** A form that the script fills in with a passkey's answer; hidden until it knows that the browser can. `does`: sign in with one (`get`) or make one. */
export function PasskeyForm(props: {
  path: string;
  formToken: string;
  does: 'get' | 'create';
  /** For the browser, JSON. */
  options: string;
  /** On the button. */
  name: string;
  children?: Child;
}) {
  const { path, formToken, does, options, name, children } = props;
  return (
    <form
      method="post"
      action={`${consolePath}${path}`}
      data-passkey={does}
      data-options={options}
      data-again={`${consolePath}/vao`}
      hidden
    >
      <input type="hidden" name="_form" value={formToken} />
      <input type="hidden" name="credential" value="" />
      {children}
      <p class="wrong" role="alert" hidden>
        {enteringWords.keyFailed}
      </p>
      <button type="submit">{name}</button>
    </form>
  );
}

/** `passkey`: what a browser needs to sign in with one, JSON; shown by the script where the browser can. */
export function EnteringPage({ account = '', passkey, ...page }: Page & { account?: string; passkey?: string | undefined }) {
  return (
    <ConsolePage {...page} title={enteringWords.title}>
      <div class="card narrow">
        {passkey !== undefined && (
          <PasskeyForm path="/vao/khoa" formToken={page.formToken} does="get" options={passkey} name={enteringWords.byKey}>
            <p class="hint">{enteringWords.byKeyHow}</p>
          </PasskeyForm>
        )}
        <ConsoleForm path="/vao" formToken={page.formToken}>
          <FormField name="account" label={enteringWords.account} value={account} autocomplete="username" maxlength={64} />
          <FormField
            name="password"
            label={enteringWords.password}
            type="password"
            autocomplete="current-password"
            maxlength={200}
          />
          <FormField
            name="code"
            label={enteringWords.code}
            hint={enteringWords.codeHint}
            autocomplete="one-time-code"
            maxlength={20}
          />
          <button type="submit">{enteringWords.enter}</button>
        </ConsoleForm>
        <p class="hint">{enteringWords.first}</p>
      </div>
    </ConsolePage>
  );
}

export function AcceptingPage({
  token,
  invited,
  ...page
}: Page & { token: string; invited: { official: { id: string; name: string }; address: string; secret: string } }) {
  return (
    <ConsolePage {...page} title={words.title}>
      <div class="card narrow">
        <p>{words.hello(invited.official.name, invited.official.id)}</p>
        <h2>{words.scan}</h2>
        <p>{words.scanHow}</p>
        <QrImage text={invited.address} label={words.scanLabel} />
        <p>
          {words.typeIt} <code>{invited.secret}</code>
        </p>
        <h2>{words.choose}</h2>
        <ConsoleForm path={`/moi/${token}`} formToken={page.formToken}>
          <input type="hidden" name="username" value={invited.official.id} autocomplete="username" />
          <FormField
            name="password"
            label={words.password}
            hint={words.passwordHint}
            type="password"
            autocomplete="new-password"
            maxlength={200}
          />
          <FormField name="again" label={words.again} type="password" autocomplete="new-password" maxlength={200} />
          <CodeField label={words.code} />
          <button type="submit">{words.finish}</button>
        </ConsoleForm>
      </div>
    </ConsolePage>
  );
}

export function RecoveryPage({ codes, ...page }: Page & { codes: readonly string[] }) {
  return (
    <ConsolePage {...page} title={words.recoveryTitle}>
      <div class="card narrow">
        <p>{words.recovery}</p>
        <ol class="codes">
          {codes.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <p>
          <a class="button" href={consolePath}>
            {words.recoveryDone}
          </a>
        </p>
      </div>
    </ConsolePage>
  );
}

export function SessionsPage({
  sessions,
  current,
  ...page
}: Page & { sessions: readonly { id: string; browser: string; startedAt: string; seenAt: string }[]; current: string }) {
  return (
    <ConsolePage {...page} title={sessionWords.title}>
      <p>{sessionWords.explained}</p>
      <ul class="list">
        {sessions.map(({ id, browser, startedAt, seenAt }) => (
          <li class="card">
            <h2>
              {browser}
              {id === current ? ` (${sessionWords.this})` : ''}
            </h2>
            <p>
              {sessionWords.since} {vietnamTime(startedAt)}. {sessionWords.seen} {vietnamTime(seenAt)}.
            </p>
            <ConsoleForm path="/phien/ket-thuc" formToken={page.formToken}>
              <input type="hidden" name="session" value={id} />
              <button type="submit" class="choice">
                {sessionWords.end(browser)}
              </button>
            </ConsoleForm>
          </li>
        ))}
      </ul>
    </ConsolePage>
  );
}
