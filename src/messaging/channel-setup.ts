/** What an operator found out about a channel, or did to it, in one line of plain English that says what to fix. Never a token. */
export interface SetupFinding {
  kind: 'fine' | 'off' | 'broken';
  line: string;
}

/** What an operator may ask of a channel from the terminal. Nothing here rejects for a platform's failure. */
export interface ChannelSetup {
  readonly channel: string;
  /** Are the credentials accepted, and do updates reach us? */
  check(): Promise<SetupFinding>;
  /** Tells the platform where our webhook is. */
  setWebhook(): Promise<SetupFinding>;
  deleteWebhook(): Promise<SetupFinding>;
}
