/** The bytes of pictures, each under its SHA-256 (hexadecimal). The contract every implementation passes is `test/contracts/image-store.ts`. */
export interface ImageStore {
  /** Durable once it resolves. The same bytes once more take the place of what is there. */
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  /** As they are kept, whether they are still those of the hash or not. */
  get(sha256: string): Promise<Uint8Array | undefined>;
  /** Whether the bytes of the hash are there, unchanged. */
  isIntact(sha256: string): Promise<boolean>;
}

/** A picture that nothing refers to is kept for so long: somebody may still be writing the announcement it is for. */
export const unusedImageMs = 24 * 3_600_000;
