import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { leaf, rootOf } from './proof.js';

const sha = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafOf = (record) => sha(Buffer.of(0), record);
const split = (size) => 2 ** Math.floor(Math.log2(size - 1));

/** The definitions of RFC 9162, 2.1.1 and 2.1.3.1, as they stand there. */
function root(leaves) {
  if (leaves.length === 1) return leaves[0];
  const k = split(leaves.length);
  return sha(Buffer.of(1), root(leaves.slice(0, k)), root(leaves.slice(k)));
}

function path(number, leaves) {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return number < k
    ? [...path(number, leaves.slice(0, k)), root(leaves.slice(k))]
    : [...path(number - k, leaves.slice(k)), root(leaves.slice(0, k))];
}

const records = Array.from({ length: 21 }, (_, number) => Buffer.from('entry ' + number));
const hex = (buffer) => buffer.toString('hex');

test('every entry of every small tree is proved by its path', async () => {
  for (let size = 1; size <= records.length; size++) {
    const leaves = records.slice(0, size).map(leafOf);
    for (let number = 0; number < size; number++) {
      const proof = path(number, leaves).map(hex);
      const computed = await rootOf(number, size, await leaf(records[number].toString('base64')), proof);
      assert.equal(computed, hex(root(leaves)), `entry ${number} of ${size}`);
    }
  }
});

test('another entry, a shorter and a longer proof do not lead to the root', async () => {
  const leaves = records.map(leafOf);
  const proof = path(5, leaves).map(hex);
  assert.notEqual(await rootOf(5, 21, hex(leaves[6]), proof), hex(root(leaves)));
  assert.equal(await rootOf(5, 21, hex(leaves[5]), proof.slice(1)), null);
  assert.equal(await rootOf(5, 21, hex(leaves[5]), [...proof, proof[0]]), null);
  assert.equal(await rootOf(21, 21, hex(leaves[5]), proof), null);
});
