// Recomputes a proof of RFC 9162 in this page, so that nobody has to believe the node that gave it.

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function hash(prefix, ...parts) {
  const all = [Uint8Array.of(prefix), ...parts];
  const whole = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
}

/** The hash of an entry whose record is given in base64, in hexadecimal digits. */
export async function leaf(record) {
  return hex(await hash(0, Uint8Array.from(atob(record), (character) => character.charCodeAt(0))));
}

/** The root that entry `number` of `size` and its proof lead to (section 2.1.3.2); null if the proof does not fit. */
export async function rootOf(number, size, leafHex, proof) {
  if (number >= size) return null;
  let first = BigInt(number);
  let last = BigInt(size) - 1n;
  let root = bytes(leafHex);
  for (const sibling of proof) {
    if (last === 0n) return null;
    if (first & 1n || first === last) {
      root = await hash(1, bytes(sibling), root);
      if (!(first & 1n)) {
        while (!(first & 1n) && first !== 0n) ((first >>= 1n), (last >>= 1n));
      }
    } else {
      root = await hash(1, root, bytes(sibling));
    }
    first >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? hex(root) : null;
}
