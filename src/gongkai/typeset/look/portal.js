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

  // The code is drawn by qr.js, which lies beside this script and is loaded when first asked for.
  var HERE = document.currentScript.src;

  function withQr(then, otherwise) {
    if (window.gongkaiQr) {
      then();
      return;
    }
    var script = document.createElement("script");
    script.src = HERE.replace(/portal\.js/, "qr.js");
    script.onload = then;
    script.onerror = otherwise;
    document.head.appendChild(script);
  }

  function qrCard(address) {
    var card = document.createElement("section");
    card.className = "card qr-card";
    card.id = "qr";
    var words = document.createElement("div");
    words.appendChild(document.createElement("h2")).textContent = "手机上看";
    words.appendChild(document.createElement("p")).textContent = "扫码打开本页，可以放大字号、转发。";
    card.append(window.gongkaiQr(address) || "网址太长，画不成二维码，请复制网址。", words);
    return card;
  }

  function toggleQr(control) {
    var card = document.getElementById("qr");
    if (card) {
      card.remove();
      control.setAttribute("aria-expanded", "false");
      return;
    }
    withQr(
      function () {
        var address = (document.querySelector("link[rel=canonical]") || location).href;
        control.parentElement.after(qrCard(address));
        control.setAttribute("aria-expanded", "true");
      },
      function () { say(control, "二维码没有打开，请复制网址"); }
    );
  }

  var DEEDS = {
    qr: toggleQr,
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
