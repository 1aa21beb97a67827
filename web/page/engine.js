// Runs the doctor's program, which speaks WASI (preview 1): a request goes into its standard input, the response comes out of
// its standard output, and the files that it asks for are read as it asks. It is given nothing else, no clock and no network;
// chance only seeds its hash tables.
"use strict";

/** Bytes between two reports of progress. */
const PROGRESS_STEP = 1024 * 1024;
/** Errors of WASI. */
const OK = 0, BAD_DESCRIPTOR = 8, IO_ERROR = 29, NO_ENTRY = 44, NOT_SUPPORTED = 52;

class Exit extends Error {
  constructor(code) {
    super(`exit code ${code}`);
    this.code = code;
  }
}

/**
 * The doctor's response to a request for `blobs`, which stand in the order of `request.files`. `read` returns the bytes of a
 * blob as an ArrayBuffer, `progress` is told how many bytes of how many are read. Throws an Error that says what the program
 * said last.
 */
function diagnose(module, request, blobs, read, progress) {
  const output = [], errors = [];
  let memory;
  const view = () => new DataView(memory.buffer);
  const slices = (list, count) => Array.from({ length: count }, (_, index) => {
    const [start, length] = [0, 4].map(at => view().getUint32(list + 8 * index + at, true));
    return new Uint8Array(memory.buffer, start, length);
  });
  const line = new TextEncoder().encode(JSON.stringify(request) + "\n");
  const input = new Input(line.length, (from, to) => line.subarray(from, to));
  const took = meter(blobs.reduce((sum, { size }) => sum + size, 0), progress);
  const inputs = blobs.map(blob => new Input(blob.size, (from, to) => new Uint8Array(read(blob.slice(from, to))), took));
  const files = fileCalls(inputs, view, slices);
  const system = {
    ...files,
    args_sizes_get: nothing, args_get: () => OK, environ_sizes_get: nothing, environ_get: () => OK,
    fd_read(descriptor, list, count, done) {
      if (descriptor !== 0) return files.fd_read(descriptor, list, count, done);
      view().setUint32(done, input.fill(slices(list, count)[0]), true);
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

/** Returns a function that adds bytes, and reports each time that they are a step more, and at the end. */
function meter(total, progress) {
  let done = 0, reported = 0;
  return more => {
    done += more;
    if (done - reported >= PROGRESS_STEP || done === total && done > reported) progress(reported = done, total);
  };
}

function text(chunks) {
  const decoder = new TextDecoder();
  return chunks.map(chunk => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}
