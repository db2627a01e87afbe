import { isIP } from 'node:net';
import { z } from 'zod';

/** Where passkeys belong: they answer to this origin and to no other. */
export interface PasskeyPlace {
  origin: string;
  /** Relying party id: the host of the origin. */
  rpId: string;
}

/** `undefined`: browsers make no passkey for that address. It takes https (or `localhost`) and a name: never a number. */
export function passkeyPlace(publicUrl: string | undefined): PasskeyPlace | undefined {
  if (publicUrl === undefined) return undefined;
  const { origin, protocol, hostname } = new URL(publicUrl);
  const isNumber = isIP(hostname.replace(/^\[|\]$/gu, '')) !== 0;
  return !isNumber && (protocol === 'https:' || hostname === 'localhost') ? { origin, rpId: hostname } : undefined;
}

/** As a browser answers (`PublicKeyCredential.toJSON`), base64url throughout. */
const letters = z
  .string()
  .max(16_384)
  .regex(/^[\w-]+$/u);
const shared = { id: letters, rawId: letters, type: z.literal('public-key') };
const creation = z.object({
  ...shared,
  response: z.object({ clientDataJSON: letters, attestationObject: letters }),
});
const assertion = z.object({
  ...shared,
  response: z.object({ clientDataJSON: letters, authenticatorData: letters, signature: letters, userHandle: letters }),
});
export type Assertion = z.infer<typeof assertion>;

function parsed<Shape>(schema: z.ZodType<Shape>, typed: string): Shape | undefined {
  try {
    return schema.safeParse(JSON.parse(typed)).data;
  } catch {
    return undefined;
  }
}

/** `undefined`: not what a browser sends. */
export const readAssertion = (typed: string): Assertion | undefined => parsed(assertion, typed);

/** Whether a challenge (base64url) was ours, and this its first use. */
export type Spend = (challenge: string) => Promise<boolean>;

/** How long a person may take at their device. */
const timeout = 120_000;

/** COSE numbers of EdDSA, ES256 and RS256: what devices have. Named, since the library else tries out what Node calls experimental. */
const algorithms = [-8, -7, -257];

/** A quarter of a second and 26 MB: read when somebody first uses a passkey. */
const library = () => import('@simplewebauthn/server');

/** What a browser needs to make a passkey, JSON. `user`: 32 bytes that say nothing of whose it is, base64url; `known`: credential ids the account has. */
export async function creationOptions(
  { rpId }: PasskeyPlace,
  given: { challenge: string; user: string; account: string; name: string; service: string; known: readonly string[] },
): Promise<string> {
  const { generateRegistrationOptions } = await library();
  const options = await generateRegistrationOptions({
    rpName: given.service,
    rpID: rpId,
    userID: new Uint8Array(Buffer.from(given.user, 'base64url')),
    userName: given.account,
    userDisplayName: given.name,
    challenge: given.challenge,
    timeout,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: given.known.map((id) => ({ id })),
    // Found by the browser itself: nobody types, and learns, which account there is.
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  });
  return JSON.stringify(options);
}

/** What a browser needs to sign in with whichever passkey of ours it has, JSON. */
export const requestOptions = ({ rpId }: PasskeyPlace, challenge: string): string =>
  JSON.stringify({
    challenge: Buffer.from(challenge).toString('base64url'),
    rpId,
    timeout,
    userVerification: 'required',
    allowCredentials: [],
  });

/** The passkey a browser made, checked: our challenge, our origin, the person verified. `undefined`: it does not count. */
export async function madePasskey(
  { origin, rpId }: PasskeyPlace,
  typed: string,
  spend: Spend,
): Promise<{ id: string; publicKey: string; counter: number } | undefined> {
  const read = parsed(creation, typed);
  if (!read) return undefined;
  const { verifyRegistrationResponse } = await library();
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  try {
    const decoded = decodeAttestationObject(new Uint8Array(Buffer.from(read.response.attestationObject, 'base64url')));
    // We asked for none. One with certificates names addresses of lists of revoked ones, which would be fetched.
    if (decoded.get('fmt') !== 'none' && !(decoded.get('fmt') === 'packed' && decoded.get('attStmt').get('x5c') === undefined))
      return undefined;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...read, clientExtensionResults: {} },
      expectedChallenge: spend,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified || !registrationInfo) return undefined;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
  } catch {
    // The library throws for whatever is wrong with it: somebody else's answer is no fault of ours.
    return undefined;
  }
}

/** How often the passkey says it has signed by now; `undefined`: the answer does not count. */
export async function usedPasskey(
  { origin, rpId }: PasskeyPlace,
  read: Assertion,
  passkey: { id: string; publicKey: string; counter: number },
  spend: Spend,
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await library();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...read, clientExtensionResults: {} },
      expectedChallenge: spend,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}
