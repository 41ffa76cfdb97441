import assert from 'node:assert/strict';
import { test } from 'node:test';
import { degraded, folded, proposed, rows } from './flow.js';

const stage = (kind, from, out, status = 'ok') => ({ kind, name: kind, in: from, out, status });
const run = [
  stage('gate', 0, 0),
  stage('source', 0, 60),
  stage('source', 0, 40),
  stage('source', 0, 0, 'deadline'),
  stage('dedupe', 100, 80),
  stage('filter', 80, 20),
  stage('selector', 20, 10),
  stage('effect', 10, 10),
];

test('sources add up, filters drain, the selector leaves the slate', () => {
  assert.equal(proposed(run), 100);
  assert.deepEqual(
    rows(run).map(({ before, after }) => [before, after]),
    [
      [0, 0],
      [0, 0.6],
      [0.6, 1],
      [1, 1],
      [1, 0.8],
      [0.8, 0.2],
      [0.2, 0.1],
      [0.1, 0.1],
    ],
  );
  assert.deepEqual(
    rows(run).map(({ slate }) => slate),
    [false, false, false, false, false, false, true, true],
  );
});

test('a stage before any candidate is not counted', () => {
  assert.equal(rows(run)[0].counted, false);
});

test('late and failed stages are degraded, skipped ones are not', () => {
  assert.deepEqual(
    degraded([...run, stage('hydrator', 1, 1, 'skipped')]).map(({ status }) => status),
    ['deadline'],
  );
});

test('neighbours of one kind that changed nothing are folded, all others stand alone', () => {
  const still = ['a', 'b', 'c'].map((name) => ({ ...stage('filter', 20, 20), name, micros: 2 }));
  const late = stage('filter', 20, 20, 'deadline');
  const shown = folded(rows([stage('source', 0, 20), ...still, late, stage('selector', 20, 10)]));
  assert.deepEqual(
    shown.map((row) => row.stage.names ?? row.stage.kind),
    ['source', ['a', 'b', 'c'], 'filter', 'selector'],
  );
  assert.equal(shown[1].stage.micros, 6);
});
