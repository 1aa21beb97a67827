// Decodes base 85 as web/assemble writes it: Z85 (rfc.zeromq.org/spec/32), but for the signs that begin something in HTML. Every five
// characters are four bytes, so that it takes a sixteenth less than base 64.

const SIGNS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?;_~()[]{}@%$#";

function base85(text) {
  const values = new Uint8Array(128);
  for (let value = 0; value < SIGNS.length; value += 1) values[SIGNS.charCodeAt(value)] = value;
  const bytes = new Uint8Array(text.length / 5 * 4), view = new DataView(bytes.buffer);
  for (let at = 0, place = 0; at < text.length; place += 4) {
    let word = 0;
    for (const end = at + 5; at < end; at += 1) word = word * 85 + values[text.charCodeAt(at)];
    view.setUint32(place, word);
  }
  return bytes;
}
