"""A second reading of the rules on the clock of a request, to compare the program with.

Written from the rules alone, in another way: a flat strip of days on which a finger moves. It
imports nothing from the program but the table of the State Council's notices. A move is a
tuple (verb, day, argument); `Oracle.play` says whether the move is lawful.
"""

import json
from datetime import date, timedelta
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "src" / "gongkai" / "law" / "data" / "holidays.json"
FIRST, LAST = date(2019, 1, 1), date(2028, 9, 30)
LOADED = 2026  # the last year with a notice
# What the statute says where no notice has come: 13 days, made up when they fall on a weekend.
UNANNOUNCED_REST = """
2027-01-01 2027-02-05 2027-02-08 2027-02-09 2027-02-10 2027-04-05 2027-05-03 2027-05-04
2027-06-09 2027-09-15 2027-10-01 2027-10-04 2027-10-05
2028-01-03 2028-01-25 2028-01-26 2028-01-27 2028-01-28 2028-04-04 2028-05-01 2028-05-02
2028-05-29
"""


def _strip():
    worked = {}
    on = FIRST
    while on <= LAST:
        worked[on] = on.isoweekday() not in (6, 7)
        on += timedelta(1)
    for year in json.loads(DATA.read_text("utf-8"))["years"]:
        for _, first, last in year["rest"]:
            on = date.fromisoformat(first)
            while on <= date.fromisoformat(last):
                if on in worked:
                    worked[on] = False
                on += timedelta(1)
        for made_up in year["makeup"]:
            if date.fromisoformat(made_up) in worked:
                worked[date.fromisoformat(made_up)] = True
    for rest in UNANNOUNCED_REST.split():
        worked[date.fromisoformat(rest)] = False
    return worked


WORKED = _strip()
ONE = timedelta(1)


def finger(day, steps, dead=()):
    """Move over working days that are not dead until `steps` are made."""
    while steps:
        day += ONE
        if WORKED[day] and day not in dead:
            steps -= 1
    return day


def thirty_days(day):
    day += timedelta(30)
    while not WORKED[day]:
        day += ONE
    return day


CONFIRMED_CHANNELS = {"post_plain", "online", "fax", "email"}


class Oracle:
    def __init__(self, *, late_correction=False, resumed=False, again=False):
        self.late_correction, self.resumed, self.again = late_correction, resumed, again
        self.arrival = self.channel = self.needs = None
        self.receipt = self.zero = None
        self.mode = "new"
        self.latest = None
        self.talks = {}
        self.corrected_once = False
        self.correction = None  # [sent, days, reached]
        self.fee = None  # [sent, reached]
        self.idle = set()
        self.extension = 0
        self.extension_used = False
        self.promised = None
        self.why_asked = self.why_told = False
        self.done = None

    # ── what is computed ─────────────────────────────────────────────────────────────────

    def talk_ends(self, key):
        talk = self.talks[key]
        return finger(talk["got"] or talk["sent"], 15)

    def dead(self):
        dead = set(self.idle)
        for key, talk in self.talks.items():
            end = self.talk_ends(key)
            if talk["back"]:
                end = min(end, talk["back"])
            on = talk["sent"] + ONE
            while on <= end:
                dead.add(on)
                on += ONE
        return dead

    def due(self):
        if self.mode != "run":
            return None
        if self.promised:
            return self.promised
        return finger(self.zero, 20 + self.extension, self.dead())

    def counted(self):
        """The days that count, up to the last one; a promised day is reached by working days."""
        due, dead = self.due(), self.dead()
        ordinary = finger(self.zero, 20 + self.extension, dead)
        days, on = set(), self.zero
        while on < due:
            on += ONE
            if WORKED[on] and (on > ordinary or on not in dead):
                days.add(on)
        return days

    def provisional(self):
        return not self.promised and self.due().year > LOADED

    def agrees(self, key, today):
        talk, end = self.talks[key], self.talk_ends(key)
        silent = not talk["back"] or talk["back"] > end
        if talk["who"] == "co_maker" and silent:
            return True if talk["got"] and today > end else None
        if talk["back"]:
            return {"consents": True, "objects": False, "partly": None}[talk["says"]]
        return None

    def correction_by(self):
        sent, days, reached = self.correction
        return finger(reached or sent, 15 if days is None else days)

    def fee_by(self):
        return thirty_days(self.fee[1] or self.fee[0])

    def late(self):
        """Working days after the last day, up to the one of service."""
        on, late = self.due(), 0
        while on < self.done:
            on += ONE
            late += WORKED[on]
        return late

    # ── what is allowed ──────────────────────────────────────────────────────────────────

    def play(self, verb, on, arg=None):
        """Take the move and return True, or leave everything alone and return False."""
        if (self.mode == "new") != (verb == "arrive"):
            return False
        if self.mode == "over" or (self.latest and on < self.latest):
            return False
        withdrawn = verb == "abandon" and arg == "withdrawn"
        if self.mode == "unconfirmed" and verb != "confirm" and not withdrawn:
            return False
        passing = {"reach", "opinion", "abandon"}
        if self.mode == "correcting" and verb not in passing | {"corrected"}:
            return False
        if self.mode == "paying" and verb not in passing | {"paid"}:
            return False
        if not getattr(self, "do_" + verb)(on, arg):
            return False
        self.latest = on
        return True

    def do_arrive(self, on, arg):
        channel, astray = arg
        if on < date(2019, 5, 15):
            return False
        self.arrival, self.channel = on, channel
        if astray or channel in CONFIRMED_CHANNELS:
            self.mode = "unconfirmed"
        else:
            self.receipt, self.zero, self.mode = on, on, "run"
        return True

    def do_confirm(self, on, _):
        if self.mode != "unconfirmed":
            return False
        self.receipt, self.zero, self.mode = on, on, "run"
        return True

    def do_ask_correction(self, on, days):
        if self.correction or on > self.due() or (days is not None and days < 1):
            return False
        if not self.late_correction and on > finger(self.receipt, 7):
            return False
        self.correction, self.mode = [on, days, None], "correcting"
        return True

    def do_corrected(self, on, excuse):
        if self.mode != "correcting":
            return False
        if self.correction[2] and on > self.correction_by() and not excuse:
            return False
        self._anew(on)
        return True

    def _anew(self, on):
        self.zero, self.mode, self.extension, self.promised = on, "run", 0, None
        if self.again:
            self.extension_used = False

    def do_consult(self, on, arg):
        who, key = arg
        if key in self.talks:
            return False
        self.talks[key] = {"who": who, "sent": on, "got": None, "back": None, "says": None}
        return True

    def do_reach(self, on, letter):
        if letter == "correction":
            if not self.correction or self.correction[2]:
                return False
            self.correction[2] = on
        elif letter == "fee":
            if not self.fee or self.fee[1]:
                return False
            self.fee[1] = on
        else:
            talk = self.talks.get(letter)
            if not talk or talk["got"] or talk["back"]:
                return False
            talk["got"] = on
        return True

    def do_opinion(self, on, arg):
        key, says = arg
        talk = self.talks.get(key)
        if not talk or talk["back"]:
            return False
        talk["back"], talk["says"] = on, says
        return True

    def do_extend(self, on, arg):
        days, approved = arg
        days = 20 if days is None else days
        if self.extension_used or self.promised or not 1 <= days <= 20:
            return False
        if approved > on or approved < self.zero or on > self.due():
            return False
        self.extension, self.extension_used = days, True
        return True

    def do_fee(self, on, _):
        if self.fee or on < date(2021, 1, 1) or on > self.due():
            return False
        self.fee, self.mode = [on, None], "paying"
        return True

    def do_paid(self, on, _):
        if self.mode != "paying" or (self.fee[1] and on > self.fee_by()):
            return False
        if not self.resumed:
            self._anew(on)
            return True
        self.mode = "run"
        day = self.fee[0] + ONE
        while day <= on:
            self.idle.add(day)
            day += ONE
        return True

    def do_ask_reasons(self, on, _):
        if self.why_asked or on > self.due():
            return False
        self.why_asked = True
        return True

    def do_reasons(self, _on, _arg):
        if not self.why_asked or self.why_told:
            return False
        self.why_told = True
        return True

    def do_delay(self, on, until):
        if not self.why_told or self.promised or on > self.due() or until <= self.due():
            return False
        self.promised = until
        return True

    def do_deliver(self, on, way):
        if way == "courier":
            return False
        self.done, self.delivered = on, True
        self.final_due, self.final_late = self.due(), self.late()
        self.mode = "over"
        return True

    def do_abandon(self, on, why):
        if why == "uncorrected" and not (
            self.mode == "correcting" and self.correction[2] and on > self.correction_by()
        ):
            return False
        if why == "unpaid" and not (self.mode == "paying" and self.fee[1] and on > self.fee_by()):
            return False
        self.done, self.delivered, self.mode = on, False, "over"
        return True
