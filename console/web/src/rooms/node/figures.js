// What the figures of a node say, without the page around them.

import { bytes } from '../../words/words.js';

/** The most used series of feeds that were answered; null if none was asked for. */
export function feeds(routes) {
  return routes.find(({ route, status }) => route.includes('/slates/') && status === '200') ?? null;
}

export function share(part, whole) {
  return whole > 0 ? Math.round((part / whole) * 100) : 0;
}

/** Surfaces in the order of the report, each with its stages. */
export function bySurface(stages) {
  const surfaces = new Map();
  for (const stage of stages) surfaces.set(stage.surface, [...(surfaces.get(stage.surface) ?? []), stage]);
  return [...surfaces].map(([surface, its]) => ({ surface, stages: its }));
}

/** A database and what lies beside it while it is open are one thing to a reader; largest first. */
export function files(parts) {
  const sizes = new Map();
  for (const { name, bytes } of parts) {
    const whole = name.replace(/-(wal|shm)$/, '');
    sizes.set(whole, (sizes.get(whole) ?? 0) + bytes);
  }
  return [...sizes].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes);
}

/** What a reader sees at first: every source, and of the others those that are not well. */
export function foremost(stages) {
  return stages.filter((stage) => stage.kind === 'source' || health(stage).tone !== 'calm');
}

/** How a stage does, as a word and a tone. */
export function health({ runs, failed, late, silent }) {
  if (failed + late === runs) return { word: failed >= late ? 'dead' : 'always late', tone: 'bad' };
  if (failed > 0) return { word: `failed ${failed} of ${runs}`, tone: 'bad' };
  if (late > 0) return { word: `late ${late} of ${runs}`, tone: 'warm' };
  if (silent === runs) return { word: 'proposed nothing', tone: 'warm' };
  return { word: 'well', tone: 'calm' };
}

const DAY_MILLIS = 86_400_000;
const OLD_BACKUP_DAYS = 7;

/** How old the newest backup is, as a word and a tone. A simulated community needs none. */
export function backupState({ backup, demo }, now) {
  if (!backup) return demo ? { word: 'not needed in a demo', tone: 'none' } : { word: 'never', tone: 'warm' };
  const days = Math.floor((now - Date.parse(backup.takenAt)) / DAY_MILLIS);
  if (days < 1) return { word: 'fresh', tone: 'calm' };
  return { word: days === 1 ? '1 day old' : `${days} days old`, tone: days < OLD_BACKUP_DAYS ? 'calm' : 'warm' };
}

export function erasureState({ waiting, overdue }) {
  if (overdue > 0) return { word: `${overdue} overdue`, tone: 'bad' };
  return waiting > 0 ? { word: 'waiting', tone: 'warm' } : { word: 'none due', tone: 'calm' };
}

export function ledgerState({ unrecorded, signedAt }) {
  if (unrecorded > 0) return { word: 'behind', tone: 'bad' };
  return signedAt ? { word: 'signed', tone: 'calm' } : { word: 'not signed yet', tone: 'none' };
}

// Above this nobody set a budget: it is more than any disk holds.
const NO_BUDGET_BYTES = 2 ** 50;

/** What may be used, each with how much of it is, in percent; null is without end. */
export function budgets({ usedBytes, mostBytes, memoryBytes, mostMemoryBytes, heapShare, mostHeapShare }) {
  const percent = (part) => `${Math.round(part * 100)} %`;
  const room = (name, used, most, otherwise) => ({
    name,
    used: bytes(used),
    most: most < NO_BUDGET_BYTES ? bytes(most) : otherwise,
    share: most < NO_BUDGET_BYTES ? share(used, most) : null,
  });
  return [
    room('Folder', usedBytes, mostBytes, 'what the disk has'),
    room('State in memory', memoryBytes, mostMemoryBytes, 'what the heap has'),
    { name: 'Heap', used: percent(heapShare), most: percent(mostHeapShare), share: share(heapShare, mostHeapShare) },
  ];
}
