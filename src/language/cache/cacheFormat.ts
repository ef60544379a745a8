import { decodeUtf8, encodeUtf8 } from '../../core/text/utf8.js';
import { checksum } from './checksum.js';
import { readCount, readFields, readKept, readList, readText } from './readValues.js';

/** Changes with what is kept, and how. */
const FORMAT = 3;
const NAME = 'prompt-bundles cache';
/** No head is longer, in bytes. */
export const MAX_HEAD_BYTES = 65_536;

/** What a cache is of: it is of no use for anything else. */
export interface CacheSubject {
  /** What made it: other versions find other things. */
  readonly product: string;
  /** What it was made of. */
  readonly key: string;
}

/** Where a section is in the file, in bytes. */
export interface Section {
  readonly start: number;
  readonly length: number;
  readonly sum: string;
}

/** What the beginning of a file says. `other` is whole, and of another version or subject; `damaged` can be of none. */
export type CacheHead = 'damaged' | 'other' | { readonly sections: readonly Section[] };

/** What a section holds, with the checksum of it, which takes a while to make of much. */
export interface SealedSection {
  readonly bytes: Uint8Array;
  readonly sum: string;
}

export function seal(bytes: Uint8Array): SealedSection {
  return { bytes, sum: checksum(bytes) };
}

/** The bytes of a cache, piece by piece; `undefined` for a subject that is too long to say. */
export function encodeCache(
  { product, key }: CacheSubject,
  sections: readonly SealedSection[],
): readonly Uint8Array[] | undefined {
  const lengths = sections.map(({ bytes, sum }) => ({ length: bytes.length, sum }));
  const head = encodeUtf8(JSON.stringify({ product, key, sections: lengths }));
  const first = encodeUtf8(`${NAME} ${FORMAT} ${head.length} ${checksum(head)}\n`);
  return first.length + head.length > MAX_HEAD_BYTES
    ? undefined
    : [first, head, ...sections.map(({ bytes }) => bytes)];
}

/** Reads the head from the first bytes of a file that has so many. Never throws. */
export function decodeHead(bytes: Uint8Array, fileBytes: number, subject: CacheSubject): CacheHead {
  const line = decodeUtf8(bytes.subarray(0, bytes.indexOf(NEWLINE))).text;
  const [, format, length, sum] = FIRST_LINE.exec(line) ?? [];
  if (format === undefined) return 'damaged';
  if (format !== String(FORMAT)) return 'other';
  const from = encodeUtf8(line).length + 1;
  const head = bytes.subarray(from, from + Number(length));
  if (head.length !== Number(length) || checksum(head) !== sum) return 'damaged';
  return (
    readKept((): CacheHead => {
      const field = readFields(JSON.parse(decodeUtf8(head).text));
      if (readText(field('product')) !== subject.product || readText(field('key')) !== subject.key)
        return 'other';
      let start = from + head.length;
      const sections = readList(field('sections'), (section): Section => {
        const own = readFields(section);
        const placed = { start, length: readCount(own('length')), sum: readText(own('sum')) };
        start += placed.length;
        return placed;
      });
      return start === fileBytes ? { sections } : 'damaged';
    }) ?? 'damaged'
  );
}

/** True for the bytes that a section was made of. */
export function isWhole(bytes: Uint8Array, { sum }: Section): boolean {
  return checksum(bytes) === sum;
}

const NEWLINE = 10;
const FIRST_LINE = /^prompt-bundles cache (\d{1,6}) (\d{1,6}) ([\da-f]{16})$/;
