"""The suite: its folders mirror the apps, and it reads as documentation.

No product code lives here.
"""
