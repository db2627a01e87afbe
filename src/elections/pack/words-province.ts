/** What the law calls the areas that packs speak for. */
export const provinceKinds = { province: 'tỉnh', city: 'thành phố' } as const;

export type ProvinceKind = keyof typeof provinceKinds;
