"""公开目录: what must be made public, and under which column it stands.

Comes in: the standard catalogue (基层政务公开标准目录) as .xlsx or by hand; the column tree.
Goes out: items with their time limit for documents and duties; columns for the public site.
Basis: 条例第十二条、第十九条至第二十一条; 国办发〔2019〕54号; 国办公开办函〔2019〕61号.
"""
