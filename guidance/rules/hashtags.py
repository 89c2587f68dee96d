"""Where hashtags stand in a text.

No rule lives here.
"""

import re


HASHTAG = re.compile(r"(?<![\w#&/])[#＃](\w{1,200})")
