"""A server that speaks Redis' protocol and says what a test wants: the clients under test are the real ones."""
from __future__ import annotations

import socketserver
import threading
from typing import Callable, Dict, List, Optional

Answer = Callable[[List[str]], str]


def always(text: str) -> Answer:
    return lambda _words: text


class RedisStub:
    """`answers` by the first word of a command; what is not in it is answered with OK. `asked` has all commands."""

    def __init__(self) -> None:
        self.asked: List[List[str]] = []
        self.answers: Dict[str, Answer] = {"ZREM": always(":0"), "PING": always("+PONG")}
        self.connections = 0
        stub = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                stub.connections += 1
                while True:
                    words = self.command()
                    if words is None:
                        return
                    stub.asked.append(words)
                    answer = stub.answers.get(words[0].upper(), always("+OK"))(words)
                    self.wfile.write(answer.encode() + b"\r\n")

            def command(self) -> Optional[List[str]]:
                head = self.rfile.readline()
                if not head.startswith(b"*"):
                    return None
                words = []
                for _ in range(int(head[1:])):
                    size = int(self.rfile.readline()[1:])
                    words.append(self.rfile.read(size + 2)[:-2].decode())
                return words

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def commands(self, word: str) -> List[List[str]]:
        return [words for words in self.asked if words[0].upper() == word]
