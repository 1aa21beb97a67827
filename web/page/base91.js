// Decodes base 91 as web/assemble writes it: the signs from ! to ~ without those that begin something in HTML. Every two characters
// are 13 bits, so that it takes a thirteenth less than base 64.

const valueOf = (code) => code - 33 - (code > 38) - (code > 60) - (code > 62);

function base91(text) {
  const bytes = new Uint8Array(Math.floor(text.length * 13 / 16));
  let held = 0, bits = 0, place = 0;
  for (let at = 0; at < text.length; at += 2) {
    held = held << 13 | valueOf(text.charCodeAt(at)) * 91 + valueOf(text.charCodeAt(at + 1));
    for (bits += 13; bits >= 8 && place < bytes.length; place += 1) {
      bits -= 8;
      bytes[place] = held >> bits;
    }
    held &= (1 << bits) - 1;
  }
  return bytes;
}
