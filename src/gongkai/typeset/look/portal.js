// Conveniences of the public site: print, copy the address. Every page works without them, so
// their buttons are hidden in the markup and shown here.
(function () {
  "use strict";

  function say(control, words) {
    var told = document.getElementById("told");
    if (!told) {
      told = document.createElement("p");
      told.id = "told";
      told.className = "sr";
      told.setAttribute("role", "status");
      (document.querySelector("main") || document.body).appendChild(told);
    }
    told.textContent = words;
    var word = control.querySelector("span") || control.lastChild;
    var before = word.textContent;
    word.textContent = words;
    setTimeout(function () {
      word.textContent = before;
    }, 2000);
  }

  function copyByHand(text) {
    var field = document.createElement("textarea");
    field.value = text;
    field.className = "sr";
    document.body.appendChild(field);
    field.select();
    var done = document.execCommand("copy");
    field.remove();
    return done;
  }

  // navigator.clipboard exists on https only; county sites on an extranet are often plain http.
  function copyLink(control) {
    var address = (document.querySelector("link[rel=canonical]") || location).href;
    if (!navigator.clipboard) {
      say(control, copyByHand(address) ? "网址已复制" : "请复制地址栏的网址");
      return;
    }
    navigator.clipboard.writeText(address).then(
      function () { say(control, "网址已复制"); },
      function () { say(control, "请复制地址栏的网址"); }
    );
  }

  var DEEDS = {
    print: function () { window.print(); },
    "copy-link": copyLink,
  };

  document.querySelectorAll("[data-do]").forEach(function (control) {
    var deed = DEEDS[control.dataset.do];
    if (!deed) return;
    control.hidden = false;
    control.addEventListener("click", function () { deed(control); });
  });
})();
