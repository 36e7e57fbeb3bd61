import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Pair } from 'yaml';

/**
 * Where in the file a setting stands, as `line:column` from 1. A setting that is missing has no place:
 * then that of the group in which it should stand. `ofKey`: the key's place rather than its value's.
 */
export function yamlPlace(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
  ofKey: boolean,
): string {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  path.forEach((step, index) => {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      // The last of a doubled key is the one that counts.
      const pair = node.items.findLast((candidate) => keyOf(candidate) === String(step));
      const last = index === path.length - 1;
      offset = startOf(pair && !(ofKey && last) ? (pair.value ?? pair.key) : pair?.key) ?? offset;
      node = pair?.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else {
      node = undefined;
    }
  });
  const { line, col } = lines.linePos(offset);
  return `${Math.max(line, 1)}:${Math.max(col, 1)}`;
}

function keyOf(pair: Pair): string {
  return String(isScalar(pair.key) ? pair.key.value : pair.key);
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
