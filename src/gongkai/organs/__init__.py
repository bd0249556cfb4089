"""机关: who holds the duties: offices in a tree, posts, people, accounts, sign-off chains.

Comes in: an office is set up, somebody takes a post, is absent, hands over, signs in.
Goes out: the `Actor` who acts now, the chain a document must walk, the public page of an organ.
Basis: 条例第四条、第二十条第二项. Neighbours: kernel below; catalogue, channels, disclosures above.
"""
