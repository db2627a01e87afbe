import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from 'hono';

/** What every route of ours may rely on: Node's own request and response behind the framework's. */
export type WebEnv = { Bindings: { incoming: IncomingMessage; outgoing: ServerResponse } };

export type WebContext = Context<WebEnv>;
