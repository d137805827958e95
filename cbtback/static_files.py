"""Static files under names that change with what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORTS = (r'(?P<matched>(?P<what>import [^;"]* from) "(?P<url>\./[^"]+)";)', '%(what)s "%(url)s";')


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Our own modules ask for one another by their hashed names too, so that no page runs one of
    today with one of yesterday. Django's own way reads the script of others as well, and trips
    over their comments."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", (IMPORTS,)))
