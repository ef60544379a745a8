import { canonicalJson } from '../canonicalJson.js';
import type { TextRange } from '../model/findings.js';
import { compareCodePoints } from '../text/codePointOrder.js';
import { toJsonValue, type ValueNode } from './valueNode.js';

/** A stretch of the traits' canonical JSON, and where in the file its key or value stands. */
export interface TraitPlace extends TextRange {
  readonly path: readonly (string | number)[];
  readonly place: TextRange;
}

/** Where the keys and plain values of a mapping stand in its canonical JSON, in order of the text. */
export function traitPlaces(root: ValueNode): TraitPlace[] {
  const places: TraitPlace[] = [];
  let at = 0;
  const add = (text: string, path: readonly (string | number)[], place: TextRange): void => {
    places.push({ start: at, end: at + text.length, path, place });
    at += text.length;
  };
  const visit = (node: ValueNode, path: readonly (string | number)[]): void => {
    if (node.kind === 'mapping') {
      const entries = [...node.entries].sort((a, b) => compareCodePoints(a.key, b.key));
      at += 1;
      entries.forEach(({ key, keyRange, value }, index) => {
        if (index > 0) at += 1;
        add(canonicalJson(key), [...path, key], keyRange);
        at += 1;
        visit(value, [...path, key]);
      });
      at += 1;
    } else if (node.kind === 'list') {
      at += 1;
      node.items.forEach((item, index) => {
        if (index > 0) at += 1;
        visit(item, [...path, index]);
      });
      at += 1;
    } else {
      add(canonicalJson(toJsonValue(node)), path, node.range);
    }
  };
  visit(root, []);
  return places;
}
