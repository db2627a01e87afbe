import type { Child } from 'hono/jsx';
import { type Official, officeRoles, type Role } from '../../announcements/people/officials.ts';
import { consoleWords as words } from './words.ts';

/** Where the console is on its host. */
export const consolePath = '/quan-tri';

/** What every page is given. */
export interface ConsoleFrame {
  /** Where the console's own styles and scripts are. */
  assets: string;
  /** Styles and icon of the voters' page. */
  pageAssets: string;
}

/** What one page adds to the frame. */
export interface ConsolePageProps {
  frame: ConsoleFrame;
  title: string;
  /** Who is signed in; without one there is no navigation. */
  official?: Official | undefined;
  formToken?: string;
  /** What was just done, in a sentence. */
  notice?: string | undefined;
  /** What went wrong, in a sentence. */
  problem?: string | undefined;
  /** Looked at again by itself after so many seconds; the script does it without reloading. */
  refreshSeconds?: number | undefined;
  children?: Child;
}

/** Pages of the navigation → who sees them. */
const navigation: readonly { path: string; name: string; may?: readonly Role[] }[] = [
  { path: '', name: words.home, may: officeRoles },
  { path: '/thong-bao', name: words.all, may: officeRoles },
  { path: '/soan', name: words.compose, may: ['author'] },
  { path: '/mau-soan', name: words.startingTexts, may: ['editor', 'admin'] },
  { path: '/khan', name: words.emergency, may: ['author', 'approver', 'auditor', 'admin'] },
  { path: '/cau-hoi', name: words.questions, may: ['editor'] },
  { path: '/su-kien', name: words.facts, may: ['editor'] },
  { path: '/tin', name: words.news, may: ['editor'] },
  { path: '/moc', name: words.milestones, may: ['editor'] },
  { path: '/tinh', name: words.provinceSettings, may: ['editor'] },
  { path: '/noi-bo-phieu', name: words.stations, may: ['editor', 'commune'] },
  { path: '/de-xuat', name: words.proposals, may: ['editor', 'commune'] },
  { path: '/so-lieu', name: words.numbers, may: officeRoles },
  { path: '/can-bo', name: words.people, may: ['admin'] },
  { path: '/uy-quyen', name: words.delegations, may: ['approver', 'admin'] },
  { path: '/nhat-ky', name: words.log, may: ['auditor', 'admin'] },
  { path: '/cai-dat', name: words.settings, may: ['admin'] },
  { path: '/tai-khoan', name: words.account },
  { path: '/phien', name: words.sessions },
];

/** A page of the console, whole. */
export function ConsolePage(props: ConsolePageProps) {
  const { frame, title, official, formToken, notice, problem, refreshSeconds, children } = props;
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${problem === undefined ? '' : '⚠ '}${title} – ${words.name}`}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href={`${frame.pageAssets}/icon.svg`} type="image/svg+xml" />
        <link rel="stylesheet" href={`${frame.pageAssets}/chat.css`} />
        <link rel="stylesheet" href={`${frame.assets}/console.css`} />
        {refreshSeconds === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
        <script type="module" src={`${frame.assets}/console.js`}></script>
      </head>
      <body class="console">
        <a class="skip" href="#content">
          {words.skip}
        </a>
        <header>
          <p class="name">{words.name}</p>
          {official && <p>{words.youAre(official.name, official.roles)}</p>}
        </header>
        {official && <Navigation official={official} formToken={formToken ?? ''} />}
        <main id="content" tabindex={-1}>
          <h1>{title}</h1>
          {notice === undefined ? null : (
            <p class="done" role="status">
              {notice}
            </p>
          )}
          {problem === undefined ? null : (
            <p class="wrong" role="alert">
              {problem}
            </p>
          )}
          {children}
        </main>
      </body>
    </html>
  );
}

function Navigation({ official, formToken }: { official: Official; formToken: string }) {
  const seen = navigation.filter(({ may }) => may === undefined || may.some((role) => official.roles.includes(role)));
  return (
    <nav aria-label={words.navigation}>
      <ul>
        {seen.map(({ path, name }) => (
          <li>
            <a href={`${consolePath}${path}`}>{name}</a>
          </li>
        ))}
        <li>
          <ConsoleForm path="/ra" formToken={formToken}>
            <button type="submit" class="plain">
              {words.signOut}
            </button>
          </ConsoleForm>
        </li>
      </ul>
    </nav>
  );
}

/** A form of ours: posts to a path of the console, with the token that proves it. `keeps`: the script looks at it again while somebody types; `uploads`: it sends files or long texts. */
export function ConsoleForm(props: { path: string; formToken: string; keeps?: boolean; uploads?: boolean; children?: Child }) {
  const { path, formToken, keeps = false, uploads = false, children } = props;
  return (
    <form
      method="post"
      action={`${consolePath}${path}`}
      autocomplete="off"
      {...(keeps ? { 'data-keeps': 'on' } : {})}
      {...(uploads ? { enctype: 'multipart/form-data' } : {})}
    >
      <input type="hidden" name="_form" value={formToken} />
      {children}
    </form>
  );
}

/** A field under its label and its hint, whose id is `<name>-hint`. */
export function Labelled(props: { name: string; label: string; hint?: string | undefined; children: Child }) {
  const { name, label, hint, children } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint === undefined ? null : (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {children}
    </div>
  );
}

/** A field with its label, a hint below the label, and what is wrong with it. */
export function FormField(props: {
  name: string;
  label: string;
  hint?: string;
  type?: string;
  value?: string;
  required?: boolean;
  autocomplete?: string;
  inputmode?: 'numeric' | 'text';
  maxlength?: number;
}) {
  const { name, label, hint, type = 'text', value = '', required = true, autocomplete = 'off', inputmode, maxlength } = props;
  return (
    <Labelled name={name} label={label} hint={hint}>
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        required={required}
        autocomplete={autocomplete}
        {...(inputmode ? { inputmode } : {})}
        {...(maxlength ? { maxlength } : {})}
        {...(hint === undefined ? {} : { 'aria-describedby': `${name}-hint` })}
      />
    </Labelled>
  );
}

/** The field for the digits an authenticator shows. */
export const CodeField = (said: { label: string; hint?: string }) => (
  <FormField name="code" {...said} inputmode="numeric" autocomplete="one-time-code" maxlength={10} />
);

/** A page that says one thing. */
export function NoticePage({ frame, title, text, official, formToken }: ConsolePageProps & { text: string }) {
  return (
    <ConsolePage frame={frame} title={title} official={official} {...(formToken === undefined ? {} : { formToken })}>
      <p class="card" role="alert">
        {text}
      </p>
      <p>
        <a class="button" href={consolePath}>
          {words.backHome}
        </a>
      </p>
    </ConsolePage>
  );
}

/** One page of a list: its number from 1, of how many, and how many there are on all of them. */
export type PageOf<One> = { shown: One[] } & Record<'page' | 'pages' | 'total', number>;

/**
 * Which page of a list this is, and links to those beside it; nothing where there is but one. `kept`: what else stands in the address, such as what the
 * list is narrowed to; `name`: what the number of the page is called there; `counted`: a word for what is listed.
 */
export function Pages(props: {
  of: Omit<PageOf<unknown>, 'shown'>;
  path: string;
  kept?: Readonly<Record<string, string>>;
  name?: string;
  counted?: string;
}) {
  const { of, path, kept = {}, name = 'trang', counted } = props;
  if (of.pages <= 1) return null;
  const link = (number: number, title: string, kind: string) => {
    const query = Object.entries({ ...kept, [name]: String(number) }).filter(([, value]) => value !== '');
    const href = `${consolePath}${path}?${new URLSearchParams(query).toString()}`;
    return number >= 1 && number <= of.pages ? <a {...{ class: kind, href }}>{title}</a> : null;
  };
  return (
    <nav class="row" aria-label={words.pages}>
      <span>{words.pageOf(of.page, of.pages, of.total, counted)}</span>
      {link(of.page - 1, words.pageBefore, 'button choice')}
      {link(of.page + 1, words.pageAfter, 'button')}
    </nav>
  );
}
