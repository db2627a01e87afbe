/**
 * What every page and answer of the web page carries. Scripts and styles are files of ours, so the policy needs no nonce and no
 * inline allowance. Not `no-referrer`: browsers then send `Origin: null` with our own form, and it would be refused as foreign.
 * `framedBy`: origins that may show the page in a frame of theirs.
 */
export function securityHeaders(publicUrl?: string, framedBy: readonly string[] = []): Record<string, string> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      `frame-ancestors ${framedBy.length > 0 ? framedBy.join(' ') : "'none'"}`,
    ].join('; '),
    'x-content-type-options': 'nosniff',
    // It knows no list of origins.
    ...(framedBy.length > 0 ? {} : { 'x-frame-options': 'DENY' }),
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(publicUrl?.startsWith('https://') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
