/** What stands in place of a picture where none is shown. */
export const imageWords = {
  vi: { alt: (alt: string): string => `[Hình: ${alt}]`, link: (link: string): string => `Xem hình: ${link}` },
  en: { alt: (alt: string): string => `[Picture: ${alt}]`, link: (link: string): string => `See the picture: ${link}` },
} as const;
