import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, sentence } from './compare.js';

const posts = (letters, seen = '') => [...letters].map((item) => ({ item, seen: seen.includes(item) }));

test('the same answer has no marks', () => {
  const change = compare(posts('abc'), posts('abc'));
  assert.equal(change.marks.size, 0);
  assert.equal(sentence(change), 'the order stayed the same');
});

test('new posts do not make the others move', () => {
  const change = compare(posts('abc'), posts('xaybc'));
  assert.deepEqual([...change.marks.keys()], ['x', 'y']);
  assert.equal(sentence(change), '2 posts new');
});

test('a post that left does not make the others move, and is told apart if it was seen', () => {
  const change = compare(posts('abcd', 'a'), posts('bc'));
  assert.equal(change.marks.size, 0);
  assert.equal(sentence(change), '2 gone (1 seen already)');
});

test('places are counted among the posts of both answers', () => {
  const change = compare(posts('abcd'), posts('dabxc'));
  assert.deepEqual(change.marks.get('d'), { kind: 'up', by: 3 });
  assert.deepEqual(change.marks.get('a'), { kind: 'down', by: 1 });
  assert.deepEqual(change.marks.get('x'), { kind: 'new' });
  assert.equal(sentence(change), '1 post new, 4 moved');
});
