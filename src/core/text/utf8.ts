// The Encoding Standard's own, which Node, browsers and workers all have.
declare const TextEncoder: new () => {
  encode(text: string): Uint8Array;
  encodeInto(text: string, bytes: Uint8Array): { read: number; written: number };
};
declare const TextDecoder: new (
  label: 'utf-8',
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array, options?: { stream: boolean }): string };

const encoder = new TextEncoder();
/** For whole texts: it begins anew with each. To make one takes longer than to decode most files. */
const strictDecoder = createStrictDecoder();

function createStrictDecoder(): InstanceType<typeof TextDecoder> {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
}

/** The text of a file's bytes. `invalidAt` is the UTF-16 offset of the first byte that is not UTF-8, if there is one. */
export interface DecodedText {
  readonly text: string;
  readonly invalidAt?: number;
}

/** Decodes UTF-8; what is not UTF-8 becomes U+FFFD, and its place is told. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  const valid = decodeStrictly(bytes, strictDecoder);
  if (valid !== undefined) return { text: valid };
  let good = 0;
  let bad = bytes.length;
  while (good < bad) {
    const middle = (good + bad + 1) >>> 1;
    if (decodePrefix(bytes, middle) === undefined) bad = middle - 1;
    else good = middle;
  }
  const invalidAt = decodePrefix(bytes, good)?.length ?? 0;
  return { text: new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes), invalidAt };
}

/** As many bytes, which may end within a character. */
function decodePrefix(bytes: Uint8Array, length: number): string | undefined {
  return decodeStrictly(bytes.subarray(0, length), createStrictDecoder(), { stream: true });
}

function decodeStrictly(
  bytes: Uint8Array,
  decoder: InstanceType<typeof TextDecoder>,
  options?: { stream: boolean },
): string | undefined {
  try {
    return decoder.decode(bytes, options);
  } catch {
    return undefined;
  }
}

/** The UTF-8 of a text without lone surrogates. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** True when a text takes more bytes than this in UTF-8. It is walked only where its length alone does not tell. */
export function isLongerInUtf8(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  // No unit takes more than three.
  if (text.length * 3 <= limit) return false;
  let bytes = text.length;
  for (let i = 0; i < text.length && bytes <= limit; i++) {
    const unit = text.charCodeAt(i);
    // Each half of a pair takes two of its four.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit & 0xf800) !== 0xd800 ? 2 : 1;
  }
  return bytes > limit;
}

/** A text as short as this is encoded here where it is ASCII: to ask the encoder takes longer. */
const SHORT = 128;

/** Encodes a text piece by piece into the same bytes, which `use` is given as far as each piece fills them. */
export function encodeUtf8InTurns(text: string, bytes: Uint8Array, use: (filled: Uint8Array) => void): void {
  if (text.length <= Math.min(SHORT, bytes.length) && encodeAscii(text, bytes)) {
    use(bytes.subarray(0, text.length));
    return;
  }
  for (let start = 0; start < text.length;) {
    const { read, written } = encoder.encodeInto(text.slice(start), bytes);
    use(bytes.subarray(0, written));
    start += read;
  }
}

function encodeAscii(text: string, bytes: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return false;
    bytes[i] = unit;
  }
  return true;
}
