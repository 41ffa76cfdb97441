import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count } from '../../words/words.js';
import { amount, standing } from './choices.js';

test('where a quarantine stands is one word', () => {
  assert.equal(standing({ stands: true, confirmed: false }).word, 'not looked at');
  assert.equal(standing({ stands: true, confirmed: true }).word, 'confirmed');
  assert.equal(standing({ stands: false, counted: true }).word, 'released');
  assert.equal(standing({ stands: false, counted: false }).word, 'ended, kept out');
});

test('how much is held is told in whole sentences', () => {
  const held = { counted: false, heldActs: 1, heldImpressions: 0 };
  assert.equal(amount(held, count), '1 act is in no count and no training.');
  const much = amount({ ...held, heldActs: 1200, heldImpressions: 3 }, count);
  assert.match(much, /^1,200 acts and 3 items on the screen are/);
  assert.equal(amount({ ...held, counted: true }, count), 'Everything counts again.');
});
