import type { Actor } from '../announcements/acting.ts';
import type { Official, Role } from '../announcements/people/officials.ts';
import type { WebContext } from '../web/http/context.ts';
import type { Session } from './signing-in/sessions.ts';

/** A file as a browser sent it; its name is what somebody's own computer calls it. */
export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
}

/** Somebody who is not signed in, or for whom that does not matter. */
export interface GuestVisit {
  c: WebContext;
  /** What was sent with the form; empty for a page that is only looked at. */
  form: URLSearchParams;
  /** Files sent with it, by the name of their field; only where the route takes any. */
  files: ReadonlyMap<string, UploadedFile>;
  /** To be sent back with every form of the page. */
  formToken: string;
  /** Whom requests are counted against. */
  address: string;
}

/** An official at work. */
export interface OfficialVisit extends GuestVisit {
  official: Official;
  actor: Actor;
  session: Session;
  /** Of the cookie. */
  sessionToken: string;
}

interface Place {
  method: 'GET' | 'POST';
  /** Below the console's address, e.g. `/thong-bao/:number`. */
  path: string;
  /** Takes forms with files and long texts. */
  uploads?: true;
}

/**
 * One row of the table of routes: what it is, who may, what happens. `guests`: everybody. A list of roles: who has one of them; what may be done with one
 * announcement is decided by `Publishing` besides. `test/console/roles.test.ts` holds a row for each.
 */
export type ConsoleRoute = Place &
  (
    | { may: 'guests'; run: (visit: GuestVisit) => Promise<Response> }
    | { may: readonly Role[]; run: (visit: OfficialVisit) => Promise<Response> }
  );
