import type { ProvinceProfile } from '../../elections/pack/province.ts';
import { provinceNames } from '../../elections/pack/province.ts';
import { ConsolePage, type ConsolePageProps } from '../views/layout.tsx';
import { settingWords as words } from './words.ts';

/** What is set outside the browser, as the service runs with it. No secrets. */
export interface ServiceSettings {
  issuer: string;
  publicUrl: string | undefined;
  keepsUnanswered: boolean;
  canary: number;
  holdSeconds: number;
}

type Page = Omit<ConsolePageProps, 'title' | 'children'>;

/** Settings, to be looked at. `file`: where what the province says of itself is kept. */
export function SettingsPage({
  service,
  about,
  file,
  ...page
}: Page & { service: ServiceSettings; about: ProvinceProfile | undefined; file: string }) {
  return (
    <ConsolePage {...page} title={words.title}>
      <p>{words.how}</p>
      <section class="card" aria-labelledby="service">
        <h2 id="service">{words.service}</h2>
        <p class="hint">{words.serviceHow}</p>
        <dl class="facts">
          <dt>{words.issuer}</dt>
          <dd>
            {service.issuer}
            <p class="hint">{words.issuerWhy}</p>
          </dd>
          <dt>{words.publicUrl}</dt>
          <dd>{service.publicUrl ?? words.none}</dd>
          <dt>{words.unanswered}</dt>
          <dd>{service.keepsUnanswered ? words.on : words.off}</dd>
          <dt>{words.canary}</dt>
          <dd>{words.people(service.canary)}</dd>
          <dt>{words.hold}</dt>
          <dd>{words.seconds(service.holdSeconds)}</dd>
        </dl>
      </section>
      <section class="card scroll" aria-labelledby="province" tabindex={0}>
        <h2 id="province">{words.province}</h2>
        {about === undefined ? <p class="wrong">{words.noProvince}</p> : <Province about={about} file={file} />}
      </section>
    </ConsolePage>
  );
}

function Province({ about, file }: { about: ProvinceProfile; file: string }) {
  return (
    <>
      <p class="hint">{words.provinceHow(file)}</p>
      <dl class="facts">
        <dt>{words.name}</dt>
        <dd>{provinceNames(about.name, about).full}</dd>
        <dt>{words.short}</dt>
        <dd>{about.shortName}</dd>
        <dt>{words.page}</dt>
        <dd>
          {about.page.title}: {about.page.subtitle}
        </dd>
        <dt>{words.answersAbout}</dt>
        <dd>{about.answersAbout.vi}</dd>
      </dl>
      <h3>{words.contacts}</h3>
      <table>
        <thead>
          <tr>
            {[words.contact, words.about, words.address].map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {about.contacts.map((contact) => (
            <tr>
              <th scope="row">{contact.name}</th>
              <td>{contact.for ?? ''}</td>
              <td>{contact.url ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{words.starters}</h3>
      <ul>
        {about.questions.map((question) => (
          <li>{question}</li>
        ))}
      </ul>
    </>
  );
}
