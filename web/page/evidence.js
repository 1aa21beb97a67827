// What the user gave: files, folders, and a paste. Nothing is read here but the first byte, which tells whether a file can be.

/** Bytes of one file: more takes minutes in a browser. */
const FILE_SIZE_MAX = 512 * 1024 * 1024;
/** Bytes of all files together. */
const TOTAL_SIZE_MAX = 1024 * 1024 * 1024;
/** Files, as for the command. */
const FILES_MAX = 10_000;
/** Folders in folders, as for the command. */
const DEPTH_MAX = 16;
const PASTE_NAME = "paste.txt";

/** What was given, each with a name and files `{ path, blob, problem }`; `folder` says that paths are inside the name. */
let given = [];

/** The files to diagnose, named as the command names them: of a single folder without its name. */
function sources(paste) {
  const all = given.flatMap(({ name, folder, files }) => files
    .filter(file => !file.problem)
    .map(({ path, blob }) => ({ name: folder && (given.length > 1 || paste) ? `${name}/${path}` : path, blob })));
  return paste ? [...all, { name: PASTE_NAME, blob: new Blob([paste]) }] : all;
}

/** Adds files of an `<input>` or a drop; those of a folder carry their path in it. */
async function addFiles(files) {
  const folders = new Map();
  for (const file of files) {
    const [folder, ...path] = (file.webkitRelativePath || "").split("/");
    if (path.length) {
      if (!folders.has(folder)) folders.set(folder, []);
      folders.get(folder).push({ path: path.join("/"), blob: file });
    } else {
      await add({ name: file.name, folder: false, files: [{ path: file.name, blob: file }] });
    }
  }
  for (const [name, found] of folders) await add({ name, folder: true, files: found });
}

/** Adds what was dropped. The items are asked at once: after the event they are empty. */
async function addDropped(items) {
  const dropped = [...items].filter(item => item.kind === "file").map(item => ({
    file: item.getAsFile(),
    // Pages from a file have no other way into a folder: the older `webkitGetAsEntry` fails there.
    handle: item.getAsFileSystemHandle?.().catch(() => null),
    entry: item.webkitGetAsEntry?.(),
  }));
  for (const { file, handle, entry } of dropped) {
    const opened = await handle;
    if (opened?.kind === "directory") {
      await add({ name: opened.name, folder: true, files: await filesOfHandle(opened) });
    } else if (!opened && entry?.isDirectory) {
      await add({ name: entry.name, folder: true, files: await filesOfEntry(entry) });
    } else if (file) {
      await addFiles([file]);
    }
  }
}

async function filesOfHandle(directory, inside = "", depth = DEPTH_MAX, found = []) {
  for await (const handle of directory.values()) {
    if (found.length > FILES_MAX) break;
    if (handle.kind === "file") {
      const blob = await handle.getFile().catch(() => null);
      found.push({ path: inside + handle.name, blob, problem: blob ? undefined : "unreadable" });
    } else if (depth > 0) {
      await filesOfHandle(handle, `${inside}${handle.name}/`, depth - 1, found);
    }
  }
  return found;
}

async function filesOfEntry(directory, inside = "", depth = DEPTH_MAX, found = []) {
  const reader = directory.createReader();
  const failed = [{ isFile: true, name: "?", file: (_, refuse) => refuse() }];
  for (;;) {
    const entries = await new Promise((resolve, refuse) => reader.readEntries(resolve, refuse)).catch(() => failed);
    if (!entries.length || found.length > FILES_MAX) return found;
    for (const entry of entries) {
      if (entry.isFile) {
        const blob = await new Promise((resolve, refuse) => entry.file(resolve, refuse)).catch(() => null);
        found.push({ path: inside + entry.name, blob, problem: blob ? undefined : "unreadable" });
      } else if (depth > 0) {
        await filesOfEntry(entry, `${inside}${entry.name}/`, depth - 1, found);
      }
    }
    if (entries === failed) return found;
  }
}

/** Adds one thing. A file that cannot be read, or is too large, is kept with its problem, so that it is named. */
async function add(thing) {
  const room = Math.max(0, FILES_MAX - given.reduce((sum, { files }) => sum + files.length, 0));
  thing.files.sort(byPath);
  if (thing.files.length > room) {
    thing.files.length = room;
    thing.problem = "too_many";
  }
  let left = TOTAL_SIZE_MAX - given.flatMap(({ files }) => files).reduce((sum, file) => sum + taken(file), 0);
  for (const file of thing.files) {
    file.problem ??= file.blob.size > FILE_SIZE_MAX ? "too_large" : file.blob.size > left ? "total_too_large" : undefined;
    file.problem ??= await file.blob.slice(0, 1).arrayBuffer().then(() => undefined, () => "unreadable");
    left -= taken(file);
  }
  given = [...given.filter(other => !isSame(other, thing)), thing];
}

/** Whether both are the same, given twice. */
function isSame(one, other) {
  const mark = ({ name, folder, files }) => JSON.stringify([name, folder, files.map(({ path, blob }) => [path, blob?.size, blob?.lastModified])]);
  return mark(one) === mark(other);
}

function taken(file) {
  return file.problem ? 0 : file.blob.size;
}

/** The order of the command: folder by folder, names by their code points. */
function byPath(one, other) {
  const [left, right] = [one, other].map(file => file.path.split("/").map(name => Array.from(name, c => c.codePointAt(0))));
  for (let level = 0; level < Math.max(left.length, right.length); level += 1) {
    const [a, b] = [left[level] ?? [], right[level] ?? []];
    for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
      const difference = (a[at] ?? -1) - (b[at] ?? -1);
      if (difference) return difference;
    }
  }
  return 0;
}
