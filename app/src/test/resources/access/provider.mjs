// A real identity provider for the lane "access", on loopback: the npm package oidc-provider, with one client and one
// person, who signs in and consents by being asked. Arguments: the folder with node_modules, the port (0 for any), the
// client's callback, the groups of the person. Signs with a key of its own making; prints its port when it listens, and
// ends with its input.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import http from 'node:http';
import { pathToFileURL } from 'node:url';

const [folder, port, callback, groups] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(`${folder}/node_modules/oidc-provider/lib/index.js`));

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const server = http.createServer();
await new Promise((listening) => server.listen(Number(port), '127.0.0.1', listening));

const provider = new Provider(`http://127.0.0.1:${server.address().port}`, {
  clients: [{ client_id: 'attune', client_secret: 'a-secret-of-the-lane', redirect_uris: [callback] }],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' }] },
  cookies: { keys: [randomUUID()] },
  claims: { openid: ['sub', 'groups'] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, groups: groups.split(',') }) }),
});

async function interact(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: 'anna' } });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope('openid');
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}

const answer = provider.callback();
server.on('request', (request, response) =>
  request.url.startsWith('/interaction/') ? interact(request, response) : answer(request, response),
);
process.stdin.on('end', () => process.exit(0)).resume();
console.log(`port ${server.address().port}`);
