"""Where hashtags stand in a text.

No rule lives here.
"""

import re


HASHTAG = re.compile(r"(?<![\w#&/])[#\uff03](\w{1,200})")
