"""A server that behaves towards a client as Amazon Redshift's documentation says.

    python3 tests/redshift/standin [--port N] [--password WORD] [--plain-user]

It prints "port N" when it listens, and ends when its input is closed. Everything is forgotten then. Faults are injected
over any connection: see faults.py.
"""
import argparse
import os
import shutil
import socketserver
import sys
import tempfile
import threading

import catalog
import session
import wire


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--port", type=int, default=0)
    arguments.add_argument("--password", help="ask for this password")
    arguments.add_argument("--plain-user", action="store_true", help="whoever connects is no superuser")
    options = arguments.parse_args()
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    folder = tempfile.mkdtemp(prefix="standin-", dir=memory)
    try:
        cluster = session.Cluster(os.path.join(folder, "catalog"), options)
        catalog.create(cluster.path)

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                wire.serve(self.request, cluster)

        with Server(("127.0.0.1", options.port), Handler) as server:
            print("port", server.server_address[1], flush=True)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            sys.stdin.read()
            server.shutdown()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
