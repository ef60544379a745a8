/**
 * A checksum of bytes, in 16 hex digits: two walks over them in words of 32 bits, in which every step can be undone, so that
 * one changed word always shows, and more of them but once in 2^64.
 */
export function checksum(bytes: Uint8Array): string {
  let one = 0x243f6a88 ^ bytes.length;
  let other = 0x85a308d3 ^ bytes.length;
  const whole = bytes.length & ~3;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < whole; at += 4) {
    const word = view.getInt32(at, true);
    one = Math.imul(one ^ word, 0x9e3779b1);
    one = (one << 13) | (one >>> 19);
    other = Math.imul(((other << 7) | (other >>> 25)) ^ word, 0x85ebca77);
  }
  for (let at = whole; at < bytes.length; at++) {
    const byte = view.getUint8(at);
    one = Math.imul(one ^ byte, 0x9e3779b1);
    one = (one << 13) | (one >>> 19);
    other = Math.imul(((other << 7) | (other >>> 25)) ^ byte, 0x85ebca77);
  }
  return hex(one ^ (one >>> 15)) + hex(other ^ (other >>> 13));
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
