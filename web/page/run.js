// A run of the doctor: its own worker, which ends with it.

/** The program, compiled once. */
let program;

async function compile() {
  program ??= unpack("program").then(bytes => WebAssembly.compile(bytes));
  return program;
}

/** What a data block of the page holds: LZMA in base 128. The blocks stand at its end, and a browser paints before it has read them. */
async function unpack(id) {
  if (document.readyState === "loading") await new Promise(resolve => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
  const block = document.getElementById(id);
  return new Job({ packed: block.textContent, size: Number(block.dataset.size), crc: Number(block.dataset.crc) }).result;
}

/** Diagnoses sources; `progress` is told how many bytes of how many are read. */
async function diagnosis(sources, options, progress) {
  const files = sources.map(({ name }) => ({ name }));
  const blobs = sources.map(({ blob }) => blob);
  return new Job({ module: await compile(), request: { files, at: Math.floor(Date.now() / 1000), ...options }, blobs }, progress);
}

/** A message to a worker of its own, and its result. */
class Job {
  constructor(message, progress) {
    // Pages from a file can start a worker from a Blob alone; it inherits the policy of the page.
    const source = new Blob([document.getElementById("worker").textContent], { type: "text/javascript" });
    const url = URL.createObjectURL(source);
    const worker = new Worker(url);
    const result = new Promise((resolve, refuse) => {
      this.stop = () => refuse(new Error("stopped"));
      worker.onerror = event => refuse(new Error(event.message || "Worker"));
      worker.onmessage = ({ data }) => {
        if (data.progress) progress(data.progress);
        else if (data.failure) refuse(new Error(data.failure));
        else resolve(data.result);
      };
    });
    this.result = result.finally(() => {
      worker.terminate();
      URL.revokeObjectURL(url);
    });
    // A job that is stopped is one that nobody waits for.
    this.result.catch(() => {});
    worker.postMessage(message);
  }
}
