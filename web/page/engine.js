// Runs the doctor's program, which speaks WASI (preview 1): a request goes into its standard input, the response comes out of
// its standard output. It is given no file, no directory, no clock and no network; chance only seeds its hash tables.
"use strict";

/** Bytes that are taken from a file at once. */
const CHUNK_SIZE = 4 * 1024 * 1024;
/** Bytes between two reports of progress. */
const PROGRESS_STEP = 1024 * 1024;
/** Errors of WASI. */
const OK = 0, BAD_DESCRIPTOR = 8, NOT_SUPPORTED = 52;

class Exit extends Error {
  constructor(code) {
    super(`exit code ${code}`);
    this.code = code;
  }
}

/**
 * The doctor's response to a request for `blobs`, which stand in the order of `request.files`. `read` returns the bytes of a
 * blob as an ArrayBuffer. Throws an Error that says what the program said last.
 */
function diagnose(module, request, blobs, read, progress) {
  const output = [], errors = [];
  let memory;
  const view = () => new DataView(memory.buffer);
  const slices = (list, count) => Array.from({ length: count }, (_, index) => {
    const [start, length] = [0, 4].map(at => view().getUint32(list + 8 * index + at, true));
    return new Uint8Array(memory.buffer, start, length);
  });
  const next = input(request, blobs, read, progress);
  const system = {
    args_sizes_get: nothing, args_get: () => OK, environ_sizes_get: nothing, environ_get: () => OK,
    fd_read(descriptor, list, count, done) {
      if (descriptor !== 0) return BAD_DESCRIPTOR;
      // Less than what was asked for is no end: the program asks again.
      const target = slices(list, count).find(slice => slice.length > 0);
      view().setUint32(done, target ? next(target) : 0, true);
      return OK;
    },
    fd_write(descriptor, list, count, done) {
      if (descriptor !== 1 && descriptor !== 2) return BAD_DESCRIPTOR;
      const written = slices(list, count).map(slice => slice.slice());
      (descriptor === 1 ? output : errors).push(...written);
      view().setUint32(done, written.reduce((sum, slice) => sum + slice.length, 0), true);
      return OK;
    },
    proc_exit(code) { throw new Exit(code); },
    random_get(start, length) {
      crypto.getRandomValues(new Uint8Array(memory.buffer, start, length));
      return OK;
    },
  };
  function nothing(count, size) {
    view().setUint32(count, 0, true);
    view().setUint32(size, 0, true);
    return OK;
  }
  const imports = {};
  for (const { module: space, name } of WebAssembly.Module.imports(module)) {
    (imports[space] ??= {})[name] = system[name] ?? (() => NOT_SUPPORTED);
  }
  try {
    const { exports } = new WebAssembly.Instance(module, imports);
    memory = exports.memory;
    exports._start();
  } catch (error) {
    if (error.code !== 0) throw new Error([text(errors).trim(), error.message].filter(Boolean).join(": "));
  }
  return JSON.parse(text(output));
}

/** What the program reads: the request as a line, then the files. Returns a function that fills a buffer from the front. */
function input(request, blobs, read, progress) {
  const line = new TextEncoder().encode(JSON.stringify(request) + "\n");
  const parts = [
    { size: line.length, bytes: (from, to) => line.subarray(from, to) },
    ...blobs.map(blob => ({ size: blob.size, bytes: (from, to) => new Uint8Array(read(blob.slice(from, to))) })),
  ];
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  let index = 0, offset = 0, done = 0, reported = 0;
  return target => {
    while (index < parts.length && offset === parts[index].size) {
      index += 1;
      offset = 0;
    }
    if (index === parts.length) return 0;
    const bytes = parts[index].bytes(offset, Math.min(parts[index].size, offset + target.length, offset + CHUNK_SIZE));
    target.set(bytes);
    offset += bytes.length;
    done += bytes.length;
    if (done - reported >= PROGRESS_STEP || done === total) progress(reported = done, total);
    return bytes.length;
  };
}

function text(chunks) {
  const decoder = new TextDecoder();
  return chunks.map(chunk => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}
