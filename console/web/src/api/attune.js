import { ask, path, Problem, query } from './client.js';

// The calls of HTTP API v1 that the rooms use, by name.

export const session = () => ask('GET', '/v1/session');
export const signIn = (proof) => ask('POST', '/v1/session', { body: proof });
export const acceptInvitation = (acceptance) => ask('POST', '/v1/invitations', { body: acceptance });
export const endSession = () => ask('DELETE', '/v1/session');
export const keys = () => ask('GET', '/v1/keys');
export const mintKey = (scope, label, days) =>
  ask('POST', '/v1/keys', { body: { scope, label, ...(days ? { days: Number(days) } : {}) } });
export const rotateKey = (id) => ask('POST', path`/v1/keys/${id}/rotation`, { body: {} });
export const revokeKey = (id) => ask('DELETE', path`/v1/keys/${id}`);
export const accounts = () => ask('GET', '/v1/accounts');
export const inviteAccount = (name, role) => ask('POST', '/v1/accounts', { body: { name, role } });
export const inviteAgain = (name) => ask('POST', path`/v1/accounts/${name}/invitation`, { body: {} });
export const changeAccount = (name, role, disabled) =>
  ask('PUT', path`/v1/accounts/${name}`, { body: { role, disabled } });
export const ledgerCheckpoint = () => ask('GET', '/v1/ledger/checkpoint');
export const ledgerEntries = (from, many) => ask('GET', '/v1/ledger/entries' + query({ from, count: many }));
export const ledgerProof = (entry, size) => ask('GET', path`/v1/ledger/proofs/inclusion/${entry}` + query({ size }));
export const description = () => ask('GET', '/v1/openapi.json');

export const quarantines = (show, rule, cursor) =>
  ask('GET', '/v1/quarantines' + query({ show, rule, cursor, count: 25 }));
export const decideQuarantine = (m, decision, reason) =>
  ask('POST', path`/v1/quarantines/${m}`, { body: { decision, ...(reason ? { reason } : {}) } });

export const node = () => ask('GET', '/v1/node');
export const status = (signal) => ask('GET', '/v1/status', { signal });

export const members = (q, signal) => ask('GET', '/v1/members' + query({ q }), { signal });
export const member = (m) => ask('GET', path`/v1/members/${m}`);
export const controls = (m) => ask('GET', path`/v1/members/${m}/controls`);
export const consents = (m) => ask('GET', path`/v1/members/${m}/consents`);
export const giveConsent = (m, purpose) => ask('PUT', path`/v1/members/${m}/consents/${purpose}`, { body: {} });
export const withdrawConsent = (m, purpose) => ask('DELETE', path`/v1/members/${m}/consents/${purpose}`);
export const exportAddress = (m) => path`/v1/members/${m}/export`;
export const erase = (m) => ask('POST', path`/v1/members/${m}/erasure`, { body: {} });

export const slate = (m, surface, { count, cursor, signal } = {}) =>
  ask('GET', path`/v1/members/${m}/slates/${surface}` + query({ count, cursor }), { signal });
export const why = (m, trace, item) => ask('GET', path`/v1/members/${m}/why/${trace}/${item}`);
export const whyNot = (m, item, surface = 'home') =>
  ask('GET', path`/v1/members/${m}/why-not/${item}` + query({ surface }));

export const traces = (m, limit = 50) => ask('GET', '/v1/traces' + query({ member: m, limit }));
export const trace = (id) => ask('GET', path`/v1/traces/${id}`);
export const pipeline = (surface) => ask('GET', path`/v1/pipelines/${surface}`);

/** Appends events; answers when all of them are in the log, throws for the first that was rejected. */
export async function send(events, { keepalive = false } = {}) {
  const named = events.map((event) => ({ id: 'console-' + crypto.randomUUID(), ...event }));
  const { results } = await ask('POST', '/v1/events', { body: { events: named }, keepalive });
  const refused = results.find((result) => result.status === 'rejected');
  if (refused) throw new Problem(422, refused.problem);
  return results;
}
