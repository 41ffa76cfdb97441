import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  backupState,
  budgets,
  bySurface,
  erasureState,
  feeds,
  files,
  foremost,
  health,
  ledgerState,
  share,
} from './figures.js';

test('a stage that always fails is dead, one that fails sometimes says how often', () => {
  assert.equal(health({ runs: 4, failed: 4, late: 0, silent: 0 }).word, 'dead');
  assert.equal(health({ runs: 4, failed: 0, late: 4, silent: 0 }).word, 'always late');
  assert.equal(health({ runs: 4, failed: 1, late: 0, silent: 0 }).word, 'failed 1 of 4');
  assert.equal(health({ runs: 4, failed: 0, late: 2, silent: 0 }).tone, 'warm');
  assert.equal(health({ runs: 4, failed: 0, late: 0, silent: 4 }).word, 'proposed nothing');
  assert.equal(health({ runs: 4, failed: 0, late: 0, silent: null }).word, 'well');
});

test('no feed asked for is nothing, not a feed in no time', () => {
  assert.equal(feeds([{ route: '/v1/members/{member}/slates/{surface}', status: '404' }]), null);
});

test('stages stand by their surface', () => {
  const stages = [{ surface: 'a', name: 1 }, { surface: 'b', name: 2 }, { surface: 'a', name: 3 }];
  assert.deepEqual(bySurface(stages).map((each) => each.stages.length), [2, 1]);
});

test('a database is told with what lies beside it', () => {
  const parts = [{ name: 'a.db-wal', bytes: 5 }, { name: 'b', bytes: 6 }, { name: 'a.db', bytes: 2 }];
  assert.deepEqual(files(parts), [{ name: 'a.db', bytes: 7 }, { name: 'b', bytes: 6 }]);
});

test('sources stand foremost, and whatever is not well', () => {
  const well = { runs: 4, failed: 0, late: 0, silent: null };
  const stages = [{ kind: 'source', ...well }, { kind: 'hydrator', ...well }, { kind: 'hydrator', ...well, failed: 1 }];
  assert.deepEqual(foremost(stages), [stages[0], stages[2]]);
});

test('a share of nothing is nothing', () => {
  assert.equal(share(1, 0), 0);
  assert.equal(share(1, 3), 33);
});

test('a backup is fresh, old, or was never taken, which a demo may', () => {
  const now = new Date('2026-05-20T12:00:00Z');
  const taken = (takenAt) => backupState({ backup: { takenAt }, demo: false }, now);
  assert.equal(taken('2026-05-20T06:00:00Z').word, 'fresh');
  assert.deepEqual(taken('2026-05-12T06:00:00Z'), { word: '8 days old', tone: 'warm' });
  assert.equal(backupState({ backup: null, demo: false }, now).tone, 'warm');
  assert.equal(backupState({ backup: null, demo: true }, now).tone, 'none');
});

test('what is overdue or behind is red', () => {
  assert.deepEqual(erasureState({ waiting: 3, overdue: 1 }), { word: '1 overdue', tone: 'bad' });
  assert.equal(erasureState({ waiting: 3, overdue: 0 }).tone, 'warm');
  assert.equal(ledgerState({ unrecorded: 1, signedAt: 'x' }).tone, 'bad');
});

test('a budget nobody set is no budget', () => {
  const heap = { memoryBytes: 1, mostMemoryBytes: 4, heapShare: 0.46, mostHeapShare: 0.92 };
  const use = { usedBytes: 95, mostBytes: 100, ...heap };
  assert.deepEqual(budgets(use).map((each) => each.share), [95, 25, 50]);
  assert.equal(budgets({ ...use, mostBytes: 2 ** 50 })[0].share, null);
});
