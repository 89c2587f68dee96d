"""Asks the web process whether it is well, as a browser behind the proxy would.

`python -m config.health` is the container's health check; no setting is read but two.
"""

import http.client
import os
import sys

from config.ports import HOST


def answers(port: int, hosts: str) -> bool:
    """Whether `/healthz/` is served; `hosts` is COUNTERSIGN_HOSTS, as the site knows itself."""
    first = hosts.split(",", maxsplit=1)[0].lstrip(".")
    headers = {
        "Host": HOST if first in {"", "*"} else first,
        # Spares us the redirection of a site that is only served over HTTPS.
        "X-Forwarded-Proto": "https",
    }
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz/", headers=headers)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    port = os.environ.get("COUNTERSIGN_BIND", ":8000").rpartition(":")[2]
    sys.exit(0 if answers(int(port), os.environ.get("COUNTERSIGN_HOSTS", "")) else 1)
