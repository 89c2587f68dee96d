"""How the web server runs: threads over a small number of processes.

No setting of the product is here; the environment carries those.
"""

import os


bind = os.environ.get("COUNTERSIGN_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("COUNTERSIGN_WEB_WORKERS", "2"))
threads = int(os.environ.get("COUNTERSIGN_WEB_THREADS", "8"))
# Loaded once and then forked: the first page comes sooner, and memory is shared.
preload_app = True
graceful_timeout = 10
timeout = 60
# The socket for remote control has no use here and needs a home folder.
control_socket_disable = True
