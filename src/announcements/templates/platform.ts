/** A platform's template, filled, for who has been silent for too long to get anything else. */
export interface ApprovedTemplate {
  channel: string;
  /** The platform's id. */
  id: string;
  /** Name of a place → what stands in it. */
  parameters: Readonly<Record<string, string>>;
  /** The text is in it as a whole: nothing is to follow. */
  isWhole: boolean;
  /** Of one message, đồng. */
  priceVnd: number;
}

/** What a place of a template can hold: of the announcement, never of its reader. */
export const templateFields = ['number', 'title', 'time', 'until', 'issuer', 'link'] as const;
export type TemplateField = (typeof templateFields)[number];

/** Why a template cannot be filled from an announcement. `length`: of what would stand there; absent: the announcement does not say it. */
export interface TemplateFlaw {
  channel: string;
  field: TemplateField;
  most: number;
  length?: number;
}
