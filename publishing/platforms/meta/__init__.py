"""What Facebook, Instagram and Threads share: Meta's wire, errors, tokens and containers.

No connector of one of them is here; each has its own package.
"""
