/** A text a platform has approved beforehand, with places to be filled: what it takes for somebody its messaging window is closed for. */
export interface TemplateMessage {
  /** The platform's id of the template. */
  id: string;
  /** Name of a place → what stands in it. */
  parameters: Readonly<Record<string, string>>;
}

/** How the platform was paid for a message: out of a quota that was bought, or one by one. */
export type TemplateCost = 'quota' | 'charged';

/** What one attempt to send a template came to. Nothing that is said of a template holds up the other messages of the channel. */
export type TemplateOutcome =
  | { kind: 'sent'; messageId?: string; cost: TemplateCost }
  | { kind: 'rate-limited'; retryAfterMs: number }
  /** Not accepted now and safe to repeat. */
  | { kind: 'unavailable' }
  /** No answer came: it may or may not have been delivered. */
  | { kind: 'uncertain' }
  /** Not to this person, not this template, or no money for it: an operator is told why. */
  | { kind: 'refused' };
