import type { Announcement } from '../../announcements/announcement.ts';
import type { EmergencyPath, EmergencyPreview, EmergencyWish } from '../../announcements/emergency/alarm.ts';
import { audienceCommunes, type SubscriberAudience } from '../../announcements/sending/audience.ts';
import { refusalText } from '../../announcements/words.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import type { ChannelFace } from '../views/channel-face.ts';
import { consolePath } from '../views/layout.tsx';
import { SendingPage } from './sending-page.tsx';
import { valuesOf } from './template-form.ts';
import type { TemplatePages } from './templates.ts';

type Run = (visit: OfficialVisit) => Promise<Response>;

/** Filling a template in, looking at what it becomes, and sending it. */
export type EmergencySending = Record<'fill' | 'look' | 'send', Run>;

/** Parts of the audience of a template that can be ticked one by one: its communes, or its topics. */
function partsOf({ content: { audience } }: Announcement): readonly string[] {
  const communes = audienceCommunes(audience);
  if (communes.length > 0) return communes;
  return audience?.kind === 'topics' && audience.topics.length > 1 ? audience.topics : [];
}

export function createEmergencySending({
  emergency,
  templates,
  communes,
  channels,
  show,
}: {
  emergency: Pick<EmergencyPath, 'look' | 'send'>;
  templates: Pick<TemplatePages, 'found'>;
  communes: Pick<CommuneNames, 'title'>;
  channels: readonly ChannelFace[];
  show: Show;
}): EmergencySending {
  /** None ticked: all the template is for. */
  function audienceIn(form: URLSearchParams, template: Announcement): SubscriberAudience | undefined {
    const { audience } = template.content;
    const parts = partsOf(template).filter((_, at) => form.get(`part${at}`) === 'on');
    if (parts.length === 0) return undefined;
    if (audience?.kind === 'communes' || audience?.kind === 'communes-and-topics') return { ...audience, communes: parts };
    return audience?.kind === 'topics'
      ? { kind: 'topics', topics: audience.topics.filter((topic) => parts.includes(topic)) }
      : undefined;
  }

  const wishIn = ({ form }: OfficialVisit, template: Announcement): EmergencyWish => ({
    template: template.id,
    values: valuesOf(form, template.content),
    audience: audienceIn(form, template),
    drill: form.get('drill') === 'on',
  });

  function page(
    { c, official, formToken, form }: OfficialVisit,
    template: Announcement,
    { preview, problem }: { preview?: EmergencyPreview | undefined; problem?: string | undefined },
  ): Promise<Response> {
    const filled = {
      values: Object.values(valuesOf(form, template.content)),
      parts: partsOf(template).map((_, at) => form.get(`part${at}`) === 'on'),
      drill: form.get('drill') === 'on',
    };
    const props = { official, formToken, template, filled, parts: partsOf(template), preview, channels, problem };
    return show(c, SendingPage, { ...props, communeName: communes.title }, problem === undefined ? 200 : 422);
  }

  /** The page with what would go out now, and why what was asked for was not done. */
  async function looked(visit: OfficialVisit, template: Announcement, why?: string): Promise<Response> {
    const outcome = await emergency.look(visit.actor, wishIn(visit, template));
    if (outcome.kind === 'refused') return page(visit, template, { problem: why ?? refusalText(outcome.refusal) });
    return page(visit, template, { preview: outcome.value, problem: why });
  }

  return {
    async fill(visit) {
      const template = await templates.found(visit);
      return template instanceof Response ? template : page(visit, template, {});
    },
    async look(visit) {
      const template = await templates.found(visit);
      return template instanceof Response ? template : looked(visit, template);
    },
    async send(visit) {
      const template = await templates.found(visit);
      if (template instanceof Response) return template;
      const { c, form, actor } = visit;
      const given = { hash: form.get('hash') ?? '', code: (form.get('code') ?? '').trim() };
      const outcome = await emergency.send(actor, wishIn(visit, template), given);
      if (outcome.kind === 'refused') return looked(visit, template, refusalText(outcome.refusal));
      return c.redirect(`${consolePath}/thong-bao/${outcome.value.number}/theo-doi?da=gui`, 303);
    },
  };
}
