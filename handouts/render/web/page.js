"use strict";
(function () {
  // The dose: from the page's address, which nobody sends anywhere, or else the clinic's own.
  var VALUE = /^([1-9][0-9]{0,2})(?:-([1-9][0-9]{0,2}))?$/;

  function value(text, least, most) {
    var found = VALUE.exec(text);
    if (!found) return null;
    var low = Number(found[1]), high = Number(found[2] || found[1]);
    return least <= low && low <= high && high <= most ? { low: low, high: high } : null;
  }

  // A number in the digits of the language.
  function numeral(number) {
    var digits = document.getElementById("main").dataset.digits;
    return String(number).replace(/[0-9]/g, function (each) { return digits[each]; });
  }

  function shown(value, range) {
    if (value.low === value.high) return numeral(value.low);
    return range.replace("{low}", numeral(value.low)).replace("{high}", numeral(value.high));
  }

  function given() {
    var fragment = location.hash.slice(1);
    // A place in the page is no dose.
    return fragment && !document.getElementById(fragment) ? new URLSearchParams(fragment) : null;
  }

  function readDose() {
    var address = given(), dose = {}, some = false;
    document.querySelectorAll("[data-dose]").forEach(function (each) {
      var of = each.dataset, all = address ? address.getAll(of.dose) : [of.usual];
      var found = all.length === 1 ? value(all[0], Number(of.least), Number(of.most)) : null;
      each.textContent = found ? shown(found, of.range) : of.ask;
      each.classList.toggle("blank", !found);
      dose[of.dose] = found;
      some = some || Boolean(found);
    });
    document.querySelectorAll("p.of-dose[data-usual]").forEach(function (each) {
      each.hidden = !some;
      each.textContent = address ? each.dataset.yours : each.dataset.usual;
    });
    return dose;
  }

  // --- the timer -------------------------------------------------------------------------------

  function Timer(section) {
    var part = function (selector) { return section.querySelector(selector); };
    var words = section.dataset, digits = part(".digits"), phase = part(".phase");
    var track = part(".track i"), go = part(".go");
    var legs = Array.from(section.querySelectorAll(".leg"));
    var hold, repeats, leg, done, began = null, waiting, context, awake;
    var vibrates = "vibrate" in navigator;
    part(".vibration").parentNode.hidden = !vibrates;

    function signal(times) {
      if (part(".sound").checked && context) {
        for (var each = 0; each < times; each++) {
          var tone = context.createOscillator(), loud = context.createGain();
          var at = context.currentTime + each * 0.35;
          tone.frequency.value = 880;
          loud.gain.setValueAtTime(0.3, at);
          loud.gain.exponentialRampToValueAtTime(0.001, at + 0.25);
          tone.connect(loud).connect(context.destination);
          tone.start(at);
          tone.stop(at + 0.25);
        }
      }
      if (vibrates && part(".vibration").checked) {
        navigator.vibrate(times > 1 ? [250, 100, 250] : 250);
      }
    }

    function stayAwake() {
      if (!navigator.wakeLock) return;
      navigator.wakeLock.request("screen").then(function (lock) {
        awake = lock;
        if (began === null) rest();
      }, function () {});
    }

    function rest() {
      clearTimeout(waiting);
      began = null;
      if (awake) { awake.release(); awake = null; }
      section.classList.remove("runs");
    }

    function draw(elapsed) {
      digits.textContent = numeral(Math.max(0, Math.ceil(hold.high - elapsed - 1e-6)));
      track.style.width = Math.min(100, 100 * elapsed / hold.high) + "%";
    }

    function offer(said) {
      rest();
      phase.textContent = said;
      legs.forEach(function (each, place) {
        each.setAttribute("aria-pressed", String(place === leg));
        each.classList.toggle("done", done[place] >= repeats.low);
      });
      var next = done[leg] + 1;
      go.disabled = next > repeats.high;
      go.textContent = go.disabled ? words.allDone : words.start
        .replace("{n}", numeral(next)).replace("{of}", shown(repeats, words.range));
    }

    function choose(place) {
      leg = place;
      if (done[leg] >= repeats.high) done[leg] = 0;
      draw(0);
      offer(words.ready.replace("{leg}", legs[leg].textContent));
    }

    function finished() {
      done[leg] += 1;
      signal(2);
      draw(hold.high);
      if (done[leg] < repeats.high) return offer(words.rest);
      var said = legs[leg].dataset.done;
      var left = legs.findIndex(function (_, place) { return done[place] < repeats.low; });
      if (left >= 0) leg = left;
      else said = words.allDone;
      offer(said);
    }

    function tick() {
      var elapsed = (performance.now() - began) / 1000;
      draw(elapsed);
      if (elapsed >= hold.high) return finished();
      if (elapsed >= hold.low && !section.classList.contains("enough")) {
        section.classList.add("enough");
        phase.textContent = words.enough;
        signal(1);
      }
      // The next whole second: what is late once is not late for ever.
      waiting = setTimeout(tick, Math.ceil((Math.floor(elapsed) + 1 - elapsed) * 1000));
    }

    function start() {
      var Sound = window.AudioContext || window.webkitAudioContext;
      if (!context && Sound) context = new Sound();
      if (context && context.state === "suspended") context.resume();
      stayAwake();
      section.classList.add("runs");
      section.classList.remove("enough");
      began = performance.now();
      phase.textContent = words.press;
      go.textContent = words.stop;
      tick();
    }

    function stop() {
      var enough = (performance.now() - began) / 1000 >= hold.low;
      if (enough) return finished();
      draw(0);
      offer(words.stopped);
    }

    function leave() { if (began !== null) { draw(0); offer(words.stopped); } }

    go.addEventListener("click", function () { if (began === null) start(); else stop(); });
    legs.forEach(function (each, place) {
      each.addEventListener("click", function () { choose(place); });
    });
    document.addEventListener("visibilitychange", function () { if (document.hidden) leave(); });
    window.addEventListener("pagehide", leave);

    this.set = function (dose) {
      rest();
      hold = dose.hold;
      repeats = dose.reps;
      section.hidden = false;
      part(".works").hidden = !(hold && repeats);
      part(".lead").textContent = hold && repeats ? words.how : words.noTime;
      if (!hold || !repeats) return;
      done = legs.map(function () { return 0; });
      choose(0);
    };
  }

  var timers = Array.from(document.querySelectorAll(".timer")).map(function (each) {
    return new Timer(each);
  });
  function update() {
    var dose = readDose();
    timers.forEach(function (each) { each.set(dose); });
  }
  window.addEventListener("hashchange", function () {
    if (!document.getElementById(location.hash.slice(1))) update();
  });
  update();

  document.querySelectorAll("button.print").forEach(function (each) {
    each.hidden = false;
    each.addEventListener("click", function () { window.print(); });
  });
  // It would put the name of a place where the dose is.
  document.querySelectorAll("a.skip").forEach(function (each) {
    each.addEventListener("click", function (event) {
      event.preventDefault();
      document.getElementById("main").focus();
    });
  });
})();
