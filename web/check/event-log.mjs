// Writes an event log as large as one wants: chunks of records of binary XML without templates (MS-EVEN6 2.2.12 to 2.2.17).

const FILE_HEADER = 4096, CHUNK = 65_536, CHUNK_HEADER = 512;
const STARTED = Date.UTC(2026, 0, 1);
const CLIENT = "Microsoft-Windows-Security-SPP";
/** A request that no host answers, a failed schedule, and what other programs write. */
const EVENTS = [
  [CLIENT, "12288", ["0x00000000, 0xC004F074, kms7.corp.example:1688, 6a1c2d3e-0000-4000-8000-000000000001, 2026/01/01 00:00, 1, 1, 129600, 73111121-5638-40f6-bc11-f1d7b0d64300, 25"]],
  [CLIENT, "8198", ["hr=0xC004F074", "RuleId=31e71c49-8da7-4a2f-ad92-45d98a1c79ba;Action=AutoActivate;AppId=55c92734-d682-4d71-983e-d6ec3f16059f"]],
  ...Array.from({ length: 6 }, (_, number) => [`Program ${number}`, String(1000 + number), ["It runs.", "Nothing is said of activation."]]),
];

/** At least `size` bytes of a log. */
export function eventLog(size) {
  const chunks = [];
  for (let number = 1; chunks.length * CHUNK < size;) {
    const bytes = new Bytes();
    const first = number;
    for (let room = true; room; number += 1) {
      record(bytes, number);
      room = CHUNK_HEADER + bytes.length + 4096 < CHUNK;
    }
    chunks.push(chunk(bytes.all(), first, number - 1, bytes.last));
  }
  const header = Buffer.alloc(FILE_HEADER);
  header.write("ElfFile\0", "latin1");
  header.writeBigUInt64LE(BigInt(chunks.length - 1), 16);
  header.writeUInt32LE(128, 32);
  [1, 3, FILE_HEADER, chunks.length].forEach((value, index) => header.writeUInt16LE(value, 36 + 2 * index));
  return Buffer.concat([header, ...chunks]);
}

function chunk(records, first, last, lastRecord) {
  const whole = Buffer.alloc(CHUNK);
  whole.write("ElfChnk\0", "latin1");
  [first, last, first, last].forEach((value, index) => whole.writeBigUInt64LE(BigInt(value), 8 + 8 * index));
  [128, lastRecord, CHUNK_HEADER + records.length].forEach((value, index) => whole.writeUInt32LE(value, 40 + 4 * index));
  records.copy(whole, CHUNK_HEADER);
  return whole;
}

/** Bytes that grow, as they stand behind the header of a chunk. */
class Bytes {
  bytes = Buffer.alloc(CHUNK);
  length = 0;

  u8(...values) { for (const value of values) this.bytes[this.length++] = value; }
  u16(value) { this.length = this.bytes.writeUInt16LE(value, this.length); }
  u32(value) { this.length = this.bytes.writeUInt32LE(value, this.length); }
  u64(value) { this.length = this.bytes.writeBigUInt64LE(BigInt(value), this.length); }
  units(text) { this.length += this.bytes.write(text, this.length, "utf16le"); }

  /** Writes what `inside` writes behind its length. */
  sized(inside) {
    const start = this.length;
    this.u32(0);
    inside();
    this.bytes.writeUInt32LE(this.length - start - 4, start);
  }

  text(text) {
    this.u8(5, 1);
    this.u16(text.length);
    this.units(text);
  }

  name(name) {
    this.u32(CHUNK_HEADER + this.length + 4);
    this.u32(0);
    this.u16(0);
    this.u16(name.length);
    this.units(`${name}\0`);
  }

  element(name, attributes, inside) {
    this.u8(attributes ? 0x41 : 1);
    this.sized(() => {
      this.name(name);
      if (attributes) {
        const [key, value] = attributes;
        this.sized(() => {
          this.u8(6);
          this.name(key);
          this.text(value);
        });
      }
      if (!inside) return this.u8(3);
      this.u8(2);
      inside();
      this.u8(4);
    });
  }

  all() { return this.bytes.subarray(0, this.length); }
}

function record(bytes, number) {
  const [provider, id, data] = EVENTS[number % EVENTS.length];
  const time = new Date(STARTED + number * 60_000);
  const start = bytes.length;
  bytes.last = CHUNK_HEADER + start;
  bytes.u8(0x2a, 0x2a, 0, 0);
  bytes.u32(0);
  bytes.u64(number);
  bytes.u64((BigInt(time.getTime()) + 11_644_473_600_000n) * 10_000n);
  bytes.u8(0x0f, 1, 1, 0);
  bytes.element("Event", null, () => {
    bytes.element("System", null, () => {
      bytes.element("Provider", ["Name", provider]);
      bytes.element("EventID", null, () => bytes.text(id));
      bytes.element("TimeCreated", ["SystemTime", time.toISOString()]);
      bytes.element("Channel", null, () => bytes.text("Application"));
      bytes.element("Computer", null, () => bytes.text("pc-0412.corp.example"));
    });
    bytes.element("EventData", null, () => data.forEach(text => bytes.element("Data", null, () => bytes.text(text))));
  });
  bytes.u8(0);
  while ((bytes.length - start + 4) % 8) bytes.u8(0);
  const size = bytes.length - start + 4;
  bytes.u32(size);
  bytes.bytes.writeUInt32LE(size, start + 4);
}
