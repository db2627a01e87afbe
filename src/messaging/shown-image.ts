/** Media types a picture of ours can have. */
export const imageTypes = ['image/jpeg', 'image/png'] as const;

/** A picture that goes with a message. Its bytes are kept elsewhere, under their hash. */
export interface MessageImage {
  /** SHA-256 of the bytes, hexadecimal. */
  sha256: string;
  mediaType: (typeof imageTypes)[number];
  /** Pixels, as it is shown. */
  width: number;
  height: number;
  /** How many bytes. */
  size: number;
  /** What is to be seen on it, for who does not see it. Vietnamese. */
  alt: string;
}
