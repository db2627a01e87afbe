/** What a command may touch of the terminal; handed in so that a command can be run inside a test. */
export interface CommandIo {
  out(text: string): void;
  err(text: string): void;
  stdin: NodeJS.ReadableStream;
  /** Whether a person watches stderr: progress bars only then. */
  interactive: boolean;
  /** Aborted when nobody listens any more. */
  signal?: AbortSignal;
}
