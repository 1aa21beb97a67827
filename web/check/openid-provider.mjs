// An OpenID Connect provider as others run it (npm's oidc-provider), for the consoles of a check: whoever types a name is signed in by it.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Starts one at `issuer`; `kim` is in the group `muster-admins`, everybody else in `guests`. Each client has its own algorithm. */
export async function startProvider(folder, issuer, secret, keys, clients) {
  // It says at length that it is not set up for people.
  console.info = console.warn = () => {};
  const { Provider } = await import(pathToFileURL(join(folder, "node_modules/oidc-provider/lib/index.js")));
  const provider = new Provider(issuer, {
    clients: clients.map(({ id, algorithm, returns }) => ({
      client_id: id, client_secret: secret, redirect_uris: [returns], response_types: ["code"], grant_types: ["authorization_code"],
      id_token_signed_response_alg: algorithm,
    })),
    claims: { openid: ["sub"], profile: ["name", "groups"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["a key of the check"] },
    enabledJWA: { idTokenSigningAlgValues: ["RS256", "ES256", "EdDSA"] },
    findAccount: (_, accountId) => ({
      accountId, claims: async () => ({ sub: accountId, name: `${accountId} of the check`, groups: [accountId === "kim" ? "muster-admins" : "guests"] }),
    }),
    jwks: { keys },
    pkce: { required: () => true },
  });
  const server = provider.listen(new URL(issuer).port, "127.0.0.1");
  await new Promise((resolve, refuse) => server.once("listening", resolve).once("error", refuse));
  return server;
}
