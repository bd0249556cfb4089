// The screen in a hall forgets its reader: left alone it warns, then returns to its start with
// the size and colours it began with. Without this script every page still has its way back.
(function () {
  "use strict";
  var WARN_SECONDS = 20;
  var body = document.body;
  var rest = Number(body.dataset.rest) || 120;
  var told = document.querySelector("[data-still]");
  var warning, leaving;

  function forget() {
    try {
      localStorage.removeItem("gongkai.size");
      localStorage.removeItem("gongkai.theme");
    } catch (_) {
      // storage is switched off: there is nothing to forget
    }
  }

  function leave() {
    forget();
    location.replace(body.dataset.start);
  }

  function warn() {
    told.hidden = false;
    leaving = setTimeout(leave, WARN_SECONDS * 1000);
  }

  function touched() {
    clearTimeout(warning);
    clearTimeout(leaving);
    told.hidden = true;
    warning = setTimeout(warn, (rest - WARN_SECONDS) * 1000);
  }

  ["pointerdown", "keydown", "scroll"].forEach(function (name) {
    window.addEventListener(name, touched, { passive: true });
  });
  touched();
})();
