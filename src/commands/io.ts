/** What a command may touch of the terminal; handed in so that a command can be run inside a test. */
export interface CommandIo {
  out(text: string): void;
  err(text: string): void;
  stdin: NodeJS.ReadableStream;
  /** Whether a person watches stderr: progress bars only then. */
  interactive: boolean;
  /** System user and terminal of whoever types, see `terminalHere`; none where it cannot be told: nobody can be signed in there. */
  terminal?: string;
  /** A file that the command line names, read where it was typed; none where no files can be named. */
  attachment?: (path: string) => Promise<Uint8Array>;
  /** Aborted when nobody listens any more. */
  signal?: AbortSignal;
}
