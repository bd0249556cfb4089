"""演示县: 青禾县, built only by the operations the product itself uses, with past dates.

Every person, place, number and text is invented.
"""
