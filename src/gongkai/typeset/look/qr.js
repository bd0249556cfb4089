// QR codes in the browser (ISO/IEC 18004): bytes, error correction M, versions 1 to 10, mask 3.
// Loaded when somebody asks for a code. window.gongkaiQr(text) returns an <svg>, null when the
// text is longer than 213 bytes; gongkaiQr.matrix(text) returns rows of 0 and 1.
(function () {
  "use strict";

  // Per version: correction bytes a block, then [blocks, data bytes each] once or twice.
  var BLOCKS = [
    null,
    [10, [1, 16]], [16, [1, 28]], [26, [1, 44]], [18, [2, 32]], [24, [2, 43]],
    [16, [4, 27]], [18, [4, 31]], [22, [2, 38], [2, 39]], [22, [3, 36], [2, 37]],
    [26, [4, 43], [1, 44]],
  ];
  var ALIGNED = [
    null,
    [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34],
    [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50],
  ];
  var MASK = 3;
  var QUIET = 4;
  var MOST = 10;

  // ── Arithmetic in GF(256) with x⁸ + x⁴ + x³ + x² + 1 ──────────────────────────────────────
  var POWER = [];
  var LOG = [];
  for (var value = 1, exponent = 0; exponent < 255; exponent++) {
    POWER[exponent] = value;
    LOG[value] = exponent;
    value = value << 1 ^ (value & 0x80 ? 0x11d : 0);
  }

  function times(a, b) {
    return a && b ? POWER[(LOG[a] + LOG[b]) % 255] : 0;
  }

  // The generator polynomial (x − 2⁰)(x − 2¹)…, its leading 1 left out.
  function generator(degree) {
    var found = [1];
    for (var step = 0; step < degree; step++) {
      var next = found.concat(0);
      for (var place = 0; place < found.length; place++) {
        next[place + 1] ^= times(found[place], POWER[step]);
      }
      found = next;
    }
    return found.slice(1);
  }

  function correction(data, divisor) {
    var rest = divisor.map(function () { return 0; });
    data.forEach(function (byte) {
      var factor = byte ^ rest.shift();
      rest.push(0);
      divisor.forEach(function (term, place) { rest[place] ^= times(term, factor); });
    });
    return rest;
  }

  // ── From text to code words ───────────────────────────────────────────────────────────────
  function capacity(version) {
    return BLOCKS[version].slice(1).reduce(function (sum, group) {
      return sum + group[0] * group[1];
    }, 0);
  }

  function versionFor(length) {
    for (var version = 1; version <= MOST; version++) {
      if (4 + countBits(version) + 8 * length <= 8 * capacity(version)) return version;
    }
    return 0;
  }

  function countBits(version) {
    return version < 10 ? 8 : 16;
  }

  function dataWords(bytes, version) {
    var bits = [];
    function put(number, width) {
      while (width--) bits.push(number >> width & 1);
    }
    put(4, 4);
    put(bytes.length, countBits(version));
    bytes.forEach(function (byte) { put(byte, 8); });
    var room = 8 * capacity(version);
    // The terminator and a byte of zeros, as segno writes them: the same code on paper and screen.
    put(0, Math.min(12, room - bits.length));
    for (var filler = 0xec; bits.length < room; filler ^= 0xec ^ 0x11) put(filler, 8);
    var words = [];
    for (var at = 0; at < room; at += 8) {
      words.push(parseInt(bits.slice(at, at + 8).join(""), 2));
    }
    return words;
  }

  // Blocks are written side by side: first bytes, second bytes, …
  function interleaved(words, version) {
    var divisor = generator(BLOCKS[version][0]);
    var data = [];
    BLOCKS[version].slice(1).forEach(function (group) {
      for (var block = 0; block < group[0]; block++) data.push(words.splice(0, group[1]));
    });
    var checks = data.map(function (block) { return correction(block, divisor); });
    return columns(data).concat(columns(checks));
  }

  function columns(blocks) {
    var found = [];
    var longest = blocks[blocks.length - 1].length;
    for (var place = 0; place < longest; place++) {
      blocks.forEach(function (block) {
        if (place < block.length) found.push(block[place]);
      });
    }
    return found;
  }

  // ── From code words to modules ────────────────────────────────────────────────────────────
  function remainder(number, divisor, degree) {
    for (var bit = 1 << 30; bit >= 1 << degree; bit >>= 1) {
      if (number & bit) number ^= divisor << Math.log2(bit) - degree;
    }
    return number;
  }

  function empty(version) {
    var size = 17 + 4 * version;
    var grid = [];
    while (grid.length < size) grid.push(new Array(size).fill(null));
    return grid;
  }

  function square(grid, row, column, reach, dark) {
    for (var y = -reach; y <= reach; y++) {
      for (var x = -reach; x <= reach; x++) {
        var line = grid[row + y];
        if (line && column + x in line) {
          line[column + x] = dark(Math.max(Math.abs(x), Math.abs(y))) ? 1 : 0;
        }
      }
    }
  }

  function drawPatterns(grid, version) {
    var last = grid.length - 1;
    [[3, 3], [3, last - 3], [last - 3, 3]].forEach(function (centre) {
      square(grid, centre[0], centre[1], 4, function (ring) { return ring !== 2 && ring !== 4; });
    });
    ALIGNED[version].forEach(function (row) {
      ALIGNED[version].forEach(function (column) {
        if (grid[row][column] !== null) return;
        square(grid, row, column, 2, function (ring) { return ring !== 1; });
      });
    });
    for (var at = 8; at < last - 7; at++) {
      grid[6][at] = grid[at][6] = at % 2 ? 0 : 1;
    }
  }

  function drawFormat(grid) {
    var last = grid.length - 1;
    var format = (MASK << 10 | remainder(MASK << 10, 0x537, 10)) ^ 0x5412;
    for (var bit = 0; bit < 15; bit++) {
      var dark = format >> bit & 1;
      grid[bit < 6 ? bit : bit < 8 ? bit + 1 : last - 14 + bit][8] = dark;
      grid[8][bit < 8 ? last - bit : bit < 9 ? 7 : 14 - bit] = dark;
    }
    grid[last - 7][8] = 1;
  }

  function drawVersion(grid, version) {
    if (version < 7) return;
    var told = version << 12 | remainder(version << 12, 0x1f25, 12);
    for (var bit = 0; bit < 18; bit++) {
      var near = Math.floor(bit / 3);
      var far = grid.length - 11 + bit % 3;
      grid[near][far] = grid[far][near] = told >> bit & 1;
    }
  }

  // Two columns at a time from the right, up and down; column 6 is the timing pattern.
  function drawWords(grid, words) {
    var size = grid.length;
    var at = 0;
    for (var right = size - 1, upward = true; right > 0; right -= 2, upward = !upward) {
      if (right === 6) right = 5;
      for (var step = 0; step < size; step++) {
        var row = upward ? size - 1 - step : step;
        [right, right - 1].forEach(function (column) {
          if (grid[row][column] !== null) return;
          var bit = words[at >> 3] >> 7 - (at & 7) & 1;
          grid[row][column] = bit ^ ((row + column) % 3 ? 0 : 1);
          at++;
        });
      }
    }
  }

  function matrix(text) {
    var bytes = Array.from(new TextEncoder().encode(text));
    var version = versionFor(bytes.length);
    if (!version) return null;
    var grid = empty(version);
    drawPatterns(grid, version);
    drawFormat(grid);
    drawVersion(grid, version);
    drawWords(grid, interleaved(dataWords(bytes, version), version));
    return grid;
  }

  function drawing(text) {
    var grid = matrix(text);
    if (!grid) return null;
    var path = "";
    grid.forEach(function (line, y) {
      line.forEach(function (dark, x) {
        if (dark) path += "M" + (x + QUIET) + " " + (y + QUIET) + "h1v1h-1z";
      });
    });
    var space = document.querySelector("svg").namespaceURI; // every page has icons
    var svg = document.createElementNS(space, "svg");
    var side = grid.length + 2 * QUIET;
    var said = {
      class: "qr", viewBox: "0 0 " + side + " " + side, width: 168, height: 168,
      "shape-rendering": "crispEdges", role: "img", "aria-label": "二维码",
    };
    Object.keys(said).forEach(function (name) { svg.setAttribute(name, said[name]); });
    var dark = svg.appendChild(document.createElementNS(space, "path"));
    dark.setAttribute("fill", "currentColor");
    dark.setAttribute("d", path);
    return svg;
  }

  window.gongkaiQr = drawing;
  window.gongkaiQr.matrix = matrix;
})();
