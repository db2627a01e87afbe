import type { Child } from 'hono/jsx';
import type { ContactWritten, MilestoneWritten, ProvinceWritten } from '../../elections/pack/edit.ts';
import { AreaField, ChoiceField, type FieldProblems, LineField, SourceKeys } from '../fields.tsx';
import { ConsoleForm, ConsolePage, type ConsolePageProps, consolePath } from '../views/layout.tsx';
import { settingsWords as words } from './words-settings.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children' | 'formToken'> & { formToken: string };

/** So many empty places stand behind what there is. */
const spare = 2;
const none: FieldProblems = new Map();

/** Every milestone, the earliest first. */
export function MilestonesPage({
  milestones,
  ...page
}: Page & { milestones: readonly Pick<MilestoneWritten, 'id' | 'name' | 'date'>[] }) {
  return (
    <ConsolePage {...page} title={words.milestones}>
      <p>{milestones.length === 0 ? words.noMilestones : words.milestonesHow}</p>
      <ul class="list">
        {milestones.map(({ id, name, date }) => (
          <li>
            <a href={`${consolePath}/moc/${encodeURIComponent(id)}`}>{words.milestoneLine(name, date)}</a>
          </li>
        ))}
      </ul>
    </ConsolePage>
  );
}

/** What both forms have besides their fields. */
export interface SettingsFormProps extends Page {
  /** Fingerprint of what the form was filled from. */
  is: string;
  problems: FieldProblems;
  trial?: Child;
  versions: readonly { id: string; number: number; by: string; day: string }[];
}

/** What is wrong with fields that have no one place. */
function Wrong({ problems, at }: { problems: FieldProblems; at: string }) {
  const wrong = problems.get(at) ?? [];
  if (wrong.length === 0) return null;
  return (
    <p class="wrong" id={`${at}-wrong`}>
      {wrong.join(' ')}
    </p>
  );
}

function SettingsForm(props: SettingsFormProps & { title: string; path: string; children: Child }) {
  const { is, problems: _, trial, versions, title, path, children, ...page } = props;
  return (
    <ConsolePage {...page} title={title}>
      {trial}
      <ConsoleForm path={path} formToken={page.formToken} uploads>
        <input type="hidden" name="is" value={is} />
        {children}
        <button type="submit" class="choice" name="do" value="look">
          {words.look}
        </button>
        <button type="submit" name="do" value="propose">
          {words.propose}
        </button>
      </ConsoleForm>
      {versions.length > 0 && (
        <section class="card">
          <h2>{words.versions}</h2>
          <ul class="list">
            {versions.map(({ id, number, by, day }) => (
              <li>
                <a href={`${consolePath}${path}?ban=${id}`}>{words.version(number, by, day)}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </ConsolePage>
  );
}

export function MilestonePage(
  props: SettingsFormProps & { milestone: MilestoneWritten; sources: readonly { key: string; title: string }[] },
) {
  const { milestone, sources, ...form } = props;
  const { problems } = form;
  const rows = [...milestone.sources, ...Array.from({ length: spare }, () => ({ source: '', article: '' }))];
  return (
    <SettingsForm {...form} title={words.milestone(milestone.name)} path={`/moc/${encodeURIComponent(milestone.id)}`}>
      <AreaField name="name" label={words.name} value={milestone.name} problems={problems} required rows={2} maxlength={300} />
      <LineField name="date" label={words.date} value={milestone.date} problems={problems} required type="date" />
      <Wrong problems={problems} at="sources" />
      {rows.map(({ source, article = '' }, at) => (
        <div class="row">
          <LineField
            name={`source-${at}`}
            label={words.source(at + 1)}
            hint={words.sourceHint}
            value={source}
            problems={none}
            list="sources"
          />
          <LineField name={`article-${at}`} label={words.article(at + 1)} value={article} problems={none} />
        </div>
      ))}
      <SourceKeys sources={sources} />
    </SettingsForm>
  );
}

const emptyContact: ContactWritten = { name: '', english: '', for: '', url: '', level: '', closesWithElection: '' };

export function ProvincePage({ province, ...form }: SettingsFormProps & { province: ProvinceWritten }) {
  const { problems } = form;
  const contacts = [...province.contacts, ...Array.from({ length: spare }, () => emptyContact)];
  return (
    <SettingsForm {...form} title={words.province} path="/tinh">
      <p>{words.provinceHow}</p>
      <LineField name="short" label={words.short} value={province.short} problems={problems} required />
      <LineField name="title" label={words.title} value={province.title} problems={problems} required />
      <LineField name="subtitle" label={words.subtitle} value={province.subtitle} problems={problems} required />
      <Wrong problems={problems} at="contacts" />
      {contacts.map((contact, at) => (
        <Contact contact={contact} at={at} />
      ))}
      <AreaField
        name="questions"
        label={words.questions}
        value={province.questions.join('\n')}
        problems={problems}
        required
        rows={6}
        maxlength={1_000}
      />
    </SettingsForm>
  );
}

function Contact({ contact, at }: { contact: ContactWritten; at: number }) {
  const field = (key: keyof ContactWritten, label: string, hint?: string) => (
    <LineField
      name={`contact-${at}-${key}`}
      label={label}
      value={contact[key]}
      problems={none}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  return (
    <fieldset>
      <legend>{words.contact(at + 1)}</legend>
      {field('name', words.contactName, words.contactHint)}
      {field('for', words.contactFor)}
      {field('url', words.contactUrl)}
      {field('english', words.contactEnglish)}
      <ChoiceField
        name={`contact-${at}-level`}
        label={words.contactLevel}
        value={contact.level}
        problems={none}
        options={words.levels}
      />
      <ChoiceField
        name={`contact-${at}-closesWithElection`}
        label={words.closes}
        value={contact.closesWithElection}
        problems={none}
        options={words.closing}
      />
    </fieldset>
  );
}
