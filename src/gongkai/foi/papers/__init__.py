"""文书: from what the law asks a letter to say and what the office has found to a `Letter`.

Pure: plain values in, `gongkai.typeset.letters.Letter` out; `typeset.letters.make` makes the files.
"""

from gongkai.foi.papers.letters import Matter, Receiver, Sender, paper, reply
from gongkai.foi.papers.sheets import clock_sheet

__all__ = ["Matter", "Receiver", "Sender", "clock_sheet", "paper", "reply"]
