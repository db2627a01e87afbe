/**
 * Whether a browser sent this request from our own page. Another site's page can make a visitor's browser send a form;
 * it cannot choose these headers. A client that sends neither (curl, a monitor) has no visitor's cookie to abuse.
 */
export function fromOwnPage(
  headers: { secFetchSite?: string | undefined; origin?: string | undefined; host?: string | undefined },
  publicUrl?: string,
): boolean {
  if (headers.secFetchSite !== undefined) return headers.secFetchSite === 'same-origin' || headers.secFetchSite === 'none';
  if (headers.origin === undefined) return true;
  if (publicUrl !== undefined && headers.origin === new URL(publicUrl).origin) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}
