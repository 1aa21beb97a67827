// Decodes base 108 as web/assemble writes it: the signs from ! to ~ without <, and 15 control characters that HTML leaves as they
// are. Every four characters are 27 bits, so that it takes a ninth less than base 64.

const valueOf = (code) => code < 9 ? code - 2 : code < 22 ? code - 7 : code - 18 - (code > 60);

function base108(text) {
  const bytes = new Uint8Array(Math.floor(text.length * 27 / 32));
  let held = 0, bits = 0, place = 0;
  const take = (value, count) => {
    held = held << count | value;
    for (bits += count; bits >= 8 && place < bytes.length; place += 1) {
      bits -= 8;
      bytes[place] = held >> bits;
    }
    held &= (1 << bits) - 1;
  };
  for (let at = 0; at < text.length; at += 4) {
    let number = 0;
    for (let sign = at; sign < at + 4; sign += 1) number = number * 108 + valueOf(text.charCodeAt(sign));
    take(number >> 14, 13);
    take(number & 16383, 14);
  }
  return bytes;
}
