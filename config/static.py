"""How static files are named: by their content, so that browsers may keep them.

Nothing here serves files; WhiteNoise does.
"""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    # GOV.UK's bundled style sheet names crest pictures that its package leaves out.
    manifest_strict = False
