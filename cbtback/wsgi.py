"""What the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from cbtback.checks import refuse_unsafe_production

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cbtback.settings")
# Threads of this process share a pool; workers and commands have a connection each.
os.environ.setdefault("CBTBACK_DATABASE_POOL", "true")

application = get_wsgi_application()
refuse_unsafe_production()
