/**
 * Languages an announcement can be written in besides Vietnamese (BCP 47): Hmông, Dao (Iu Mien), Tày, Giáy (Bouyei in the registry), English. Why these
 * codes: docs/decisions/0056.
 */
export const translationLanguages = ['hmn', 'ium', 'tyz', 'pcc', 'en'] as const;
export type TranslationLanguage = (typeof translationLanguages)[number];

/** Texts of one announcement in other languages than Vietnamese. */
export type Translations = Readonly<Partial<Record<TranslationLanguage, string>>>;

/** What there is, always in the same order. */
export const languagesIn = (translations: Translations | undefined): TranslationLanguage[] =>
  translationLanguages.filter((language) => translations?.[language] !== undefined);

/** As they are kept: nothing around a text, and no text that is empty; `undefined` where none is left. */
export function plainTranslations(
  typed: Readonly<Partial<Record<TranslationLanguage, string | undefined>>>,
): Translations | undefined {
  const held = translationLanguages.flatMap((language) => {
    const text = typed[language]?.trim() ?? '';
    return text === '' ? [] : [[language, text] as const];
  });
  return held.length === 0 ? undefined : Object.fromEntries(held);
}

/** Every text changed in the same way; `undefined` where there is none. */
export function mapTranslations(
  translations: Translations | undefined,
  change: (text: string) => string,
): Translations | undefined {
  const held = languagesIn(translations).map((language) => [language, change(translations![language]!)] as const);
  return held.length === 0 ? undefined : Object.fromEntries(held);
}
