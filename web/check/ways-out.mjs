// Every way out of a page.

/** Every way out that a page has, to a host; `kinds` are the paths, and `violations` those that a policy forbade. */
export const ATTEMPTS = `
  const [host] = args, at = kind => "http://" + host + "/" + kind;
  const add = (name, values) => document.body.append(Object.assign(document.createElement(name), values));
  globalThis.violations = new Set();
  // Of what is embedded only the host is told.
  addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
    violations.add(blockedURI.split("/")[3] ?? effectiveDirective.replace("-src", ""));
  });
  const ways = {
    fetch: url => fetch(url),
    beacon: url => navigator.sendBeacon(url, "x"),
    socket: url => new WebSocket(url.replace("http", "ws")),
    events: url => new EventSource(url),
    request: url => { const request = new XMLHttpRequest(); request.open("GET", url); request.send(); },
    image: url => add("img", { src: url }),
    script: url => add("script", { src: url }),
    style: url => add("link", { rel: "stylesheet", href: url }),
    frame: url => add("iframe", { src: url }),
    font: url => new FontFace("f", "url(" + url + ")").load(),
    media: url => add("video", { src: url, preload: "auto" }),
    object: url => add("object", { data: url }),
    form: url => { add("form", { action: url, method: "post", target: "_blank", id: "form" }); document.querySelector("#form").submit(); },
    worker: url => new Promise(resolve => {
      const source = "addEventListener('securitypolicyviolation', () => postMessage(true)); fetch('" + url + "').catch(() => postMessage(false))";
      const worker = new Worker(URL.createObjectURL(new Blob([source])));
      worker.onmessage = ({ data }) => { if (data) violations.add("worker"); resolve(); };
    }),
  };
  globalThis.kinds = Object.keys(ways);
  for (const kind of kinds) await (async () => ways[kind](at(kind)))().catch(() => {});`;
/** Those that make a request in a page without a policy and without a user. */
export const CONTROLS = ["fetch", "beacon", "events", "request", "image", "script", "style", "frame", "worker"];

/** Chromium's own requests, of which its switches stop only some. */
export const OF_CHROMIUM = /^\S+ (https?:\/\/)?([a-z0-9-]+\.)*(google|googleapis|gstatic|duckduckgo|gvt1)\.com[:/]/;
