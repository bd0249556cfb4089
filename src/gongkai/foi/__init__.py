"""依申请公开: a request for government information from its arrival to the file.

Comes in: an application by any channel, what the applicant corrects or explains, opinions of
third parties, a ruling to answer again. Goes out: letters, the reply and its delivery, the days
that are left and why, table three of the annual report.
Basis: 条例第二十七条至第四十五条. Applicants' data are sealed; every look at them is recorded.
"""
