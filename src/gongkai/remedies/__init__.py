"""救济: reconsiderations, suits and complaints about disclosure, with the office as respondent.

Comes in: the copy of an application or a complaint, evidence, hearings, decisions, what was mended.
Goes out: the office's own deadlines, what a corrected case demands, table four of the annual report.
Basis: 行政复议法; 行政诉讼法; 条例第四十七条、第五十条、第五十一条、第五十三条.
"""
