// Decodes LZMA as `xz --format=lzma` writes it (.lzma, the format that the LZMA SDK describes in lzma-specification.txt). Browsers
// themselves decompress gzip alone, whose window of 32 KB makes the page a quarter larger. It decodes what the page itself holds.

class Lzma {
  /** Returns what `packed` holds: `size` bytes. */
  static decode(packed, size) {
    return new Lzma(packed, size).all();
  }

  constructor(packed, size) {
    this.packed = packed;
    this.out = new Uint8Array(size);
    this.literalContext = packed[0] % 9;
    this.literalMask = (1 << Math.floor(packed[0] / 9) % 5) - 1;
    this.positionMask = (1 << Math.floor(packed[0] / 45)) - 1;
    // The header has 13 bytes, and the first byte of the range coder is 0.
    this.at = 14;
    this.range = 0xffffffff;
    this.code = 0;
    for (let byte = 0; byte < 4; byte += 1) this.code = ((this.code << 8) | packed[this.at++]) >>> 0;
    this.literals = even(0x300 << (this.literalContext + (Math.floor(packed[0] / 9) % 5)));
    this.isMatch = even(12 << 4);
    this.isRepeat = even(12);
    this.isRepeat0 = even(12);
    this.isRepeat0Long = even(12 << 4);
    this.isRepeat1 = even(12);
    this.isRepeat2 = even(12);
    this.slots = even(4 << 6);
    this.distances = even(128);
    this.align = even(16);
    this.matchLength = lengths();
    this.repeatLength = lengths();
  }

  bit(chances, index) {
    const chance = chances[index];
    const bound = (this.range >>> 11) * chance;
    const is = this.code >= bound;
    if (is) {
      this.range -= bound;
      this.code -= bound;
      chances[index] = chance - (chance >> 5);
    } else {
      this.range = bound;
      chances[index] = chance + ((2048 - chance) >> 5);
    }
    this.fill();
    return is ? 1 : 0;
  }

  fill() {
    if (this.range >= 0x1000000) return;
    this.range = (this.range << 8) >>> 0;
    this.code = ((this.code << 8) | this.packed[this.at++]) >>> 0;
  }

  /** Bits that are all as likely. */
  direct(count) {
    let value = 0;
    for (; count > 0; count -= 1) {
      this.range >>>= 1;
      const is = this.code >= this.range;
      if (is) this.code -= this.range;
      value = value * 2 + (is ? 1 : 0);
      this.fill();
    }
    return value;
  }

  /** A tree of `bits` levels whose root is `chances[base + 1]`, the highest bit first. */
  tree(chances, base, bits) {
    let node = 1;
    for (let level = 0; level < bits; level += 1) node = (node << 1) | this.bit(chances, base + node);
    return node - (1 << bits);
  }

  /** The same, the lowest bit first. */
  reverse(chances, base, bits) {
    let node = 1, value = 0;
    for (let level = 0; level < bits; level += 1) {
      const bit = this.bit(chances, base + node);
      node = (node << 1) | bit;
      value |= bit << level;
    }
    return value;
  }

  length({ choice, low, middle, high }, position) {
    if (!this.bit(choice, 0)) return 2 + this.tree(low, position << 3, 3);
    if (!this.bit(choice, 1)) return 10 + this.tree(middle, position << 3, 3);
    return 18 + this.tree(high, 0, 8);
  }

  distance(length) {
    const slot = this.tree(this.slots, Math.min(length - 2, 3) << 6, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1, start = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return start + this.reverse(this.distances, start - slot, bits);
    return start + this.direct(bits - 4) * 16 + this.reverse(this.align, 0, 4);
  }

  literal(state, done, last) {
    const before = done ? this.out[done - 1] : 0;
    const context = ((done & this.literalMask) << this.literalContext) + (before >> (8 - this.literalContext));
    const base = 0x300 * context;
    let symbol = 1;
    if (state >= 7) {
      let matched = this.out[done - last - 1];
      while (symbol < 0x100) {
        const expected = (matched >> 7) & 1;
        matched <<= 1;
        const bit = this.bit(this.literals, base + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== expected) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.bit(this.literals, base + symbol);
    this.out[done] = symbol;
  }

  /** The last four distances, with the one that is used again in front. */
  earlier([first, second, third, fourth], state) {
    if (!this.bit(this.isRepeat1, state)) return [second, first, third, fourth];
    if (!this.bit(this.isRepeat2, state)) return [third, first, second, fourth];
    return [fourth, first, second, third];
  }

  all() {
    const { out } = this;
    let state = 0, done = 0, last = [0, 0, 0, 0];
    while (done < out.length) {
      const position = done & this.positionMask, both = (state << 4) + position;
      if (!this.bit(this.isMatch, both)) {
        this.literal(state, done++, last[0]);
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      let length = 1;
      if (!this.bit(this.isRepeat, state)) {
        length = this.length(this.matchLength, position);
        last = [this.distance(length), last[0], last[1], last[2]];
        state = state < 7 ? 7 : 10;
      } else {
        const isLast = !this.bit(this.isRepeat0, state);
        const isShort = isLast && !this.bit(this.isRepeat0Long, both);
        if (!isLast) last = this.earlier(last, state);
        if (!isShort) length = this.length(this.repeatLength, position);
        state = state < 7 ? (isShort ? 9 : 8) : 11;
      }
      for (; length > 0 && done < out.length; length -= 1, done += 1) out[done] = out[done - last[0] - 1];
    }
    return out;
  }
}

/** Chances that are all even. */
function even(count) {
  return new Uint16Array(count).fill(1024);
}

function lengths() {
  return { choice: even(2), low: even(16 << 3), middle: even(16 << 3), high: even(256) };
}
