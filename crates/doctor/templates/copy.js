// Lets a button copy the text before it. In the language of old browsers, as reports are opened on servers too; where this does
// not run, the buttons stay hidden.
(function () {
  "use strict";
  var status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.body.appendChild(status);
  document.documentElement.className += " copies";

  // Calls `done` once the text of an element is in the clipboard. Where it cannot be put there, it is at least selected.
  window.copyFrom = function (source, done) {
    function select() {
      var range = document.createRange(), selection = window.getSelection();
      range.selectNodeContents(source);
      selection.removeAllRanges();
      selection.addRange(range);
      if (document.execCommand("copy")) done();
    }
    if (navigator.clipboard) navigator.clipboard.writeText(source.textContent).then(done, select);
    else select();
  };

  document.addEventListener("click", function (event) {
    var button = event.target;
    while (button && button.className !== "copy") button = button.parentNode;
    if (!button) return;
    window.copyFrom(button.previousElementSibling, function () {
      button.className = "copy copied";
      status.textContent = button.lastElementChild.textContent;
      setTimeout(function () {
        button.className = "copy";
        status.textContent = "";
      }, 2000);
    });
  });
})();
