// Decodes base 128 as web/assemble writes it: a character is seven bits, so that it takes a seventh less than base 64. What a page
// cannot hold, or what is changed on the way (NUL, ends of lines, the end of a file of DOS, <), is written as one of the characters
// from U+0080 with the seven bits that follow: two bytes of UTF-8 for fourteen bits.

const AVOIDED = [0, 10, 13, 26, 60];

function base128(text) {
  const bytes = new Uint8Array(Math.floor(new TextEncoder().encode(text).length * 7 / 8));
  let held = 0, bits = 0, place = 0;
  const take = seven => {
    held = held << 7 | seven;
    bits += 7;
    if (bits < 8) return;
    bits -= 8;
    bytes[place++] = held >> bits;
    held &= (1 << bits) - 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) take(AVOIDED[(code >> 7) - 1]);
    take(code & 127);
  }
  return bytes;
}
