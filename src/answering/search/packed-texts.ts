/** Many short arrays as one long one: what is saved quickly and read back quickly. */
export interface PackedTexts {
  /** Length of each text; `none` where there is no text. */
  lengths: Uint32Array;
  all: Uint32Array;
}

const none = 0xffffffff;

/** Texts by slot; a slot may be empty. */
export function packed(texts: readonly (Uint32Array | undefined)[]): PackedTexts {
  const lengths = Uint32Array.from(texts, (text) => text?.length ?? none);
  const all = new Uint32Array(texts.reduce((sum, text) => sum + (text?.length ?? 0), 0));
  let at = 0;
  for (const text of texts) {
    if (!text) continue;
    all.set(text, at);
    at += text.length;
  }
  return { lengths, all };
}

/** The same texts again, as views of one array. */
export function unpacked({ lengths, all }: PackedTexts): (Uint32Array | undefined)[] {
  let at = 0;
  return Array.from(lengths, (length) => {
    if (length === none) return undefined;
    at += length;
    return all.subarray(at - length, at);
  });
}
