// In the language of the oldest browsers, so that it runs where the page cannot. What is missing is named.
(function () {
  var missing = [];
  if (typeof Worker === "undefined") missing.push("Worker");
  if (typeof WebAssembly === "undefined") missing.push("WebAssembly");
  if (typeof Blob === "undefined" || !Blob.prototype.arrayBuffer) missing.push("Blob.arrayBuffer");
  window.unable = function (reason) {
    document.documentElement.className = "unable";
    document.getElementById("missing").appendChild(document.createTextNode(reason));
  };
  document.documentElement.className = missing.length ? "unable" : "able";
  if (missing.length) {
    window.onload = function () { window.unable(missing.join(", ")); };
  }
})();
