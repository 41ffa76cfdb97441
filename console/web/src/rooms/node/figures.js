// What the figures of a node say, without the page around them.

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
