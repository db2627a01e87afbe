import type { Official } from '../../announcements/people/officials.ts';
import { CodeField, ConsoleForm, ConsolePage, type ConsolePageProps, consolePath, FormField } from '../views/layout.tsx';
import { PasskeyForm } from '../views/signing-in.tsx';
import { consoleWords } from '../views/words.ts';
import { passkeyWords as words } from './words-passkeys.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children' | 'official'> & { formToken: string; official: Official };

/** The account of whoever looks: their passkeys. `isOpen`: browsers make passkeys for this address; `current`: id of the one this session began with. */
export function PasskeysPage({
  isOpen,
  current,
  typedName,
  ...page
}: Page & { isOpen: boolean; current?: string | undefined; typedName: string }) {
  const passkeys = page.official.access?.passkeys ?? [];
  return (
    <ConsolePage {...page} title={words.title}>
      <section>
        <h2>{words.heading}</h2>
        <p>{words.how}</p>
        <p>{words.stillCode}</p>
        {passkeys.length === 0 ? (
          <p class="card">{words.none}</p>
        ) : (
          <>
            <p>{words.removing}</p>
            <ul class="list">
              {passkeys.map(({ id, name, addedAt, usedAt }) => (
                <li class="card">
                  <h3>
                    {name}
                    {id === current ? ` (${words.here})` : ''}
                  </h3>
                  <p>
                    {words.added(addedAt)} {words.used(usedAt)}
                  </p>
                  <ConsoleForm path="/tai-khoan/khoa/xoa" formToken={page.formToken}>
                    <input type="hidden" name="passkey" value={id} />
                    <button type="submit" class="choice">
                      {words.remove(name)}
                    </button>
                  </ConsoleForm>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      {isOpen ? (
        <section class="card narrow">
          <h2>{words.add}</h2>
          <ConsoleForm path="/tai-khoan/khoa/moi" formToken={page.formToken}>
            <FormField name="name" label={words.name} hint={words.nameHint} value={typedName} maxlength={60} />
            <CodeField label={words.code} hint={words.codeHint} />
            <button type="submit">{words.next}</button>
          </ConsoleForm>
        </section>
      ) : (
        <p class="card">{words.off}</p>
      )}
      <p>
        <a href={`${consolePath}/uy-quyen`}>{consoleWords.delegations}</a>
      </p>
      <p>
        <a href={`${consolePath}/phien`}>{words.sessions}</a>
      </p>
    </ConsolePage>
  );
}

/** Where the browser makes one. `options`: what it needs for that, JSON. */
export function NewPasskeyPage({ options, name, ...page }: Page & { options: string; name: string }) {
  return (
    <ConsolePage {...page} title={words.making}>
      <div class="card narrow">
        <p data-no-passkeys>{words.noScript}</p>
        <PasskeyForm path="/tai-khoan/khoa" formToken={page.formToken} does="create" options={options} name={words.make}>
          <p>{words.makingHow(name)}</p>
          <input type="hidden" name="name" value={name} />
        </PasskeyForm>
        <p>
          <a href={`${consolePath}/tai-khoan`}>{words.back}</a>
        </p>
      </div>
    </ConsolePage>
  );
}
