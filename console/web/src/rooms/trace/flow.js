// The stages of a run as a river: sources are tributaries, filters drain it, the selector leaves the slate.

export function proposed(stages) {
  return stages.filter((stage) => stage.kind === 'source').reduce((sum, stage) => sum + stage.out, 0);
}

export function degraded(stages) {
  return stages.filter((stage) => stage.status === 'failed' || stage.status === 'deadline');
}

/**
 * Each stage with the share of the widest river, in 0..1, that flows `before` and `after` it, whether it is `counted`,
 * and whether what flows is the `slate` already.
 */
export function rows(stages) {
  const widest = Math.max(1, proposed(stages), ...stages.map((stage) => stage.out));
  const selector = stages.findIndex((stage) => stage.kind === 'selector');
  let flowing = 0;
  return stages.map((stage, index) => {
    const before = flowing / widest;
    const counted = stage.kind === 'source' || stage.in > 0;
    if (stage.kind === 'source') flowing += stage.out;
    else if (counted) flowing = stage.out;
    return { stage, before, after: flowing / widest, counted, slate: selector >= 0 && index >= selector };
  });
}

/**
 * The rows a reader needs at first sight: neighbours of one kind that changed nothing and went well become one row,
 * which says how many they are and names them. The rest stays as it is.
 */
export function folded(all) {
  const groups = [];
  for (const row of all) {
    const last = groups.at(-1);
    const still = row.before === row.after && row.stage.kind !== 'source' && row.stage.status === 'ok';
    if (still && last?.still && last.rows[0].stage.kind === row.stage.kind) last.rows.push(row);
    else groups.push({ still, rows: [row] });
  }
  return groups.map(({ rows }) => (rows.length === 1 ? rows[0] : together(rows)));
}

function together(rows) {
  const stages = rows.map((row) => row.stage);
  const micros = stages.reduce((sum, stage) => sum + stage.micros, 0);
  const names = stages.map((stage) => stage.name);
  return { ...rows[0], stage: { ...stages[0], micros, name: null, names } };
}

const WIDE = 92;
const MIDDLE = 15;

/** Outlines on a field of 100 × 40: the band that stays, the water that joins, the water that leaves. */
export function shapes({ before, after }) {
  const [from, to] = [before * WIDE, after * WIDE];
  const half = Math.min(12, Math.max(0.8, Math.abs(before - after) * 26));
  const [upper, lower] = [MIDDLE - half, MIDDLE + half];
  const joins = [
    `M100 ${upper}H${from + 8}Q${from} ${upper} ${from} 40H${to}`,
    `Q${to} ${lower} ${to + 6} ${lower}H100Z`,
  ];
  const edge = Math.min(from + 6, 99);
  const leaves = [
    `M${to} 0H${from}Q${from} ${upper} ${edge} ${upper}H100`,
    `V${lower}H${to + 8}Q${to} ${lower} ${to} 0Z`,
  ];
  return {
    band: `M0 0H${Math.min(from, to)}V40H0Z`,
    join: to > from && joins.join(''),
    leave: from > to && leaves.join(''),
  };
}
