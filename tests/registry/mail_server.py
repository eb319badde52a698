"""A mail server just clever enough to take a letter, refuse an address or hang up."""

import socketserver
import threading
from contextlib import contextmanager


def use_smtp(settings, port):
    """Let letters go to the server on the port."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5


@contextmanager
def mail_server(refuse="", hang_up=False, after=None):
    """Serves on a free port; gives it, and the letters received. `after` is called when a letter is taken, before it is said so."""
    received = []

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self):
            self.say("220 test")
            while line := self.rfile.readline().decode().strip():
                command = line[:4].upper()
                if command == "RCPT" and refuse and refuse in line:
                    self.say("550 No such user")
                elif command == "DATA":
                    self.say("354 go on")
                    text = b"".join(iter(self.rfile.readline, b".\r\n"))
                    if hang_up:
                        return
                    received.append(text)
                    if after:
                        after()
                    self.say("250 taken")
                elif command == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

        def say(self, text):
            self.wfile.write(f"{text}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], received
        server.shutdown()
