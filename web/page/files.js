// The files that the doctor's program may read, as WASI (preview 1) has it: they lie in one directory, each named by its number.

/** Bytes that are taken from a file at once. */
const CHUNK_SIZE = 1024 * 1024;
/** Descriptors: behind the three streams come the directory, and then the files. */
const DIRECTORY = 3, FIRST_FILE = 4;

/** Every right of WASI. */
const ALL_RIGHTS = 2n ** 64n - 1n;

/** Something of `size` bytes that is read from any place: `bytes` returns those between two places, `took` hears how many. */
class Input {
  constructor(size, bytes, took = () => {}) {
    Object.assign(this, { size, bytes, took, at: 0, start: 0, chunk: new Uint8Array(), taken: 0 });
  }

  /** Fills a buffer from the front, and goes on behind what it gave. Returns its length, and 0 at the end. */
  fill(target) {
    if (this.at < this.start || this.at >= this.start + this.chunk.length) {
      this.chunk = this.bytes(this.at, Math.min(this.size, this.at + CHUNK_SIZE));
      this.start = this.at;
      this.take(this.chunk.length);
    }
    const given = this.chunk.subarray(this.at - this.start, this.at - this.start + target.length);
    target.set(given);
    this.at += given.length;
    return given.length;
  }

  /** Goes to a place, counted from the front, from here or from the end. Returns it. */
  seek(offset, whence) {
    return this.at = [0, this.at, this.size][whence] + offset;
  }

  /** Is read no more, and holds nothing. */
  close() {
    this.take(this.size);
    this.chunk = new Uint8Array();
  }

  /** What is read twice counts once. */
  take(length) {
    const more = Math.min(length, this.size - this.taken);
    this.taken += more;
    this.took(more);
  }
}

/** The calls that open and read `inputs`; `view` shows the memory of the program, and `slices` buffers in it. */
function fileCalls(inputs, view, slices) {
  const input = descriptor => inputs[descriptor - FIRST_FILE];
  return {
    fd_prestat_get(descriptor, prestat) {
      if (descriptor !== DIRECTORY) return BAD_DESCRIPTOR;
      view().setUint32(prestat, 0, true);
      view().setUint32(prestat + 4, 1, true);
      return OK;
    },
    fd_prestat_dir_name(_, name) {
      view().setUint8(name, "/".charCodeAt(0));
      return OK;
    },
    fd_fdstat_get(descriptor, status) {
      if (descriptor !== DIRECTORY) return NOT_SUPPORTED;
      // A directory, whose files have every right: there is nothing else that they could be used for.
      for (const [place, value] of [3n, ALL_RIGHTS, ALL_RIGHTS].entries()) view().setBigUint64(status + 8 * place, value, true);
      return OK;
    },
    path_open(_directory, _follow, path, length, _flags, _rights, _inheriting, _status, opened) {
      const number = Number(text([new Uint8Array(view().buffer, path, length)]));
      if (!inputs[number]) return NO_ENTRY;
      inputs[number].seek(0, 0);
      view().setUint32(opened, FIRST_FILE + number, true);
      return OK;
    },
    fd_read(descriptor, list, count, done) {
      const from = input(descriptor);
      if (!from) return BAD_DESCRIPTOR;
      // Less than what was asked for is no end: the program asks again.
      const target = slices(list, count).find(slice => slice.length > 0);
      try {
        view().setUint32(done, target ? from.fill(target) : 0, true);
      } catch {
        // Moved or locked since it was given. The program says so, and judges the others.
        return IO_ERROR;
      }
      return OK;
    },
    fd_seek(descriptor, offset, whence, place) {
      if (!input(descriptor)) return BAD_DESCRIPTOR;
      view().setBigUint64(place, BigInt(input(descriptor).seek(Number(offset), whence)), true);
      return OK;
    },
    fd_close(descriptor) {
      input(descriptor)?.close();
      return OK;
    },
  };
}
