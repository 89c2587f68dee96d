"""The witness's one address, over HTTP/1.1 with connections that stay open.

No TLS: put it behind whatever the body that runs it uses.
"""

import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from audit.tree.witness.decision import Answer, Witness
from audit.tree.witness.request import LONGEST_REQUEST


PATIENCE_SECONDS = 10


class WitnessServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], witness: Witness) -> None:
        super().__init__(address, _Handler)
        self.witness = witness


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE_SECONDS
    server: WitnessServer

    def do_POST(self) -> None:
        self._send(self._answer())

    def _answer(self) -> Answer:
        if self.path.rstrip("/").rpartition("/")[2] != "add-checkpoint":
            self.close_connection = True
            return Answer(404, b"no such address\n")
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 9):
            self.close_connection = True
            return Answer(411, b"a length is needed\n")
        if int(length) > LONGEST_REQUEST:
            self.close_connection = True
            return Answer(413, b"a request is never that long\n")
        return self.server.witness.add_checkpoint(self.rfile.read(int(length)))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: whoever runs it has a proxy that logs."""


def serve(witness: Witness, host: str, port: int) -> None:
    """Answer until SIGTERM or SIGINT."""
    with WitnessServer((host, port), witness) as server:

        def stop(_number: int, _frame: object) -> None:
            # shutdown() waits for the loop, which this handler has interrupted.
            threading.Thread(target=server.shutdown).start()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        server.serve_forever()
