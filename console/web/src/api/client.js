// Speaks HTTP to the node that served this page. Every refusal becomes a Problem, so a room has one thing to show.

/** What the server answered instead of what was asked for (application/problem+json). */
export class Problem extends Error {
  constructor(status, body) {
    super(body.title ?? 'The request failed');
    this.status = status;
    this.detail = body.detail ?? '';
    this.hint = body.hint ?? '';
  }

  get text() {
    return [this.message, this.detail, this.hint]
      .filter((part, index, all) => part && all.indexOf(part) === index)
      .map((part) => (/[.!?]$/.test(part) ? part : part + '.'))
      .join(' ');
  }
}

/** A path with every inserted name percent-encoded: path`/v1/members/${member}`. */
export function path(parts, ...names) {
  return parts.reduce((whole, part, index) => whole + encodeURIComponent(names[index - 1]) + part);
}

/** Query parameters that are set, as a string that begins with "?" or is empty. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value != null && value !== '');
  return given.length ? '?' + new URLSearchParams(given) : '';
}

export async function ask(method, address, { body, signal, keepalive } = {}) {
  // The server accepts changes from a session only with this header, which no other site's page can send.
  const headers = { Accept: 'application/json', 'Attune-Console': '1' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    response = await fetch(address, { method, headers, body: sent, signal, keepalive });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, { title: 'The node does not answer', hint: 'Is it still running?' });
  }
  const text = await response.text();
  const answer = parsed(text);
  if (!response.ok) throw new Problem(response.status, answer ?? { title: `The node answered ${response.status}` });
  return answer;
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
