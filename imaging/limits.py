"""The largest inputs Easel takes. Characters, unless the name says otherwise."""

PROMPT_MAX = 4000
CONTENT_MAX = 8000
COUNT_MAX = 4
REASON_MAX = 1000
ALT_TEXT_MAX = 4086
TAGLINE_MAX = 120
FILE_NAME_MAX = 120
# Bytes; a request's body may have a little more.
UPLOAD_MAX = 20_000_000
