// Who may call what, read from the description of the API: each operation says for whom it is in its last sentence.

/** @returns readers with their operations, those with the most first */
export function byReader({ paths }) {
  const readers = new Map();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const reader = operation.description?.match(/For ([^\n]+)\.\s*$/)?.[1];
      if (!reader) continue;
      const one = { method: method.toUpperCase(), path, summary: operation.summary };
      readers.set(reader, [...(readers.get(reader) ?? []), one]);
    }
  }
  return [...readers]
    .map(([reader, operations]) => ({ reader, operations }))
    .sort((a, b) => b.operations.length - a.operations.length);
}
