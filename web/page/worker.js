// The worker of the page: one message in, one result out. Its end frees the memory of the program.
"use strict";

onmessage = ({ data: { packed, size, crc, module, request, blobs } }) => {
  const progress = (done, total) => postMessage({ progress: { done, total } });
  try {
    if (packed) {
      const bytes = Lzma.decode(base128(packed), size), { buffer } = bytes;
      if (crc32(bytes) !== crc) throw new Error("what this page holds is damaged (CRC 32)");
      postMessage({ result: buffer }, [buffer]);
    } else {
      const reader = new FileReaderSync();
      postMessage({ result: diagnose(module, request, blobs, blob => reader.readAsArrayBuffer(blob), progress) });
    }
  } catch (error) {
    postMessage({ failure: String(error.message || error) });
  }
};
