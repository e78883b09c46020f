"""A server on loopback that misbehaves on purpose: each path is one way to do it."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PAGE = b"<html><body><p>The bridge at Ostrel closed on Monday.</p></body></html>"
Answer = Callable[[socket.socket, str, dict[str, str]], None]


def head(status: str = "200 OK", length: int | None = None, **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def plain(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> Answer:
    return lambda peer, path, sent: peer.sendall(head(status, len(body), **headers) + body)


def redirect(target: str, status: str = "302 Found") -> Answer:
    return plain(b"", status, Location=target)


def raw(data: bytes) -> Answer:
    return lambda peer, path, sent: peer.sendall(data)


def drip(data: bytes, pause: float = 0.05, endless: bool = True) -> Answer:
    def answer(peer: socket.socket, path: str, sent: dict[str, str]) -> None:
        while True:
            for byte in data:
                peer.sendall(bytes([byte]))
                time.sleep(pause)
            if not endless:
                return

    return answer


def endless(start: bytes, chunk: bytes) -> Answer:
    def answer(peer: socket.socket, path: str, sent: dict[str, str]) -> None:
        peer.sendall(start)
        while True:
            peer.sendall(chunk)

    return answer


def silent(peer: socket.socket, path: str, sent: dict[str, str]) -> None:
    time.sleep(2)


def conditional(peer: socket.socket, path: str, sent: dict[str, str]) -> None:
    if sent.get("if-none-match") == '"v1"':
        peer.sendall(head("304 Not Modified", ETag='"v1"'))
    else:
        peer.sendall(head(length=len(PAGE), ETag='"v1"') + PAGE)


def echo(peer: socket.socket, path: str, sent: dict[str, str]) -> None:
    body = "\n".join(f"{name}: {value}" for name, value in sent.items()).encode()
    peer.sendall(head(length=len(body)) + body)


BOMB = gzip.compress(b"\0" * (48 << 20), 9)
ANSWERS: dict[str, Answer] = {
    "/page": plain(Content_Type="text/html; charset=utf-8"),
    "/gzip": plain(gzip.compress(PAGE), Content_Encoding="gzip"),
    "/twice": plain(gzip.compress(gzip.compress(PAGE)), Content_Encoding="gzip, gzip"),
    "/thrice": plain(PAGE, Content_Encoding="gzip, gzip, gzip"),
    "/members": plain(gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]), Content_Encoding="gzip"),
    "/deflate": plain(zlib.compress(PAGE), Content_Encoding="deflate"),
    "/rawdeflate": plain(zlib.compress(PAGE)[2:-4], Content_Encoding="deflate"),
    "/notgzip": plain(PAGE, Content_Encoding="gzip"),
    "/identity": plain(PAGE, Content_Encoding="identity"),
    "/brotli": plain(PAGE, Content_Encoding="br"),
    "/badgzip": plain(gzip.compress(PAGE * 50)[:-20] + b"x" * 20, Content_Encoding="gzip"),
    "/cutgzip": plain(gzip.compress(PAGE * 50)[:-12], Content_Encoding="gzip"),
    "/bomb": plain(BOMB, Content_Encoding="gzip"),
    "/doublebomb": plain(gzip.compress(BOMB), Content_Encoding="gzip, gzip"),
    "/empty": plain(b""),
    "/nolength": raw(head() + PAGE),
    "/short": raw(head(length=5000) + PAGE),
    "/long": raw(head(length=20) + PAGE),
    "/neglength": raw(head(Content_Length="-5") + PAGE),
    "/twolengths": raw(head(Content_Length="5\r\nContent-Length: 7") + PAGE),
    "/badchunks": raw(head(Transfer_Encoding="chunked") + b"zz\r\nabc\r\n"),
    "/cutchunks": raw(head(Transfer_Encoding="chunked") + b"5\r\nabc"),
    "/chunks": raw(head(Transfer_Encoding="chunked") + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
    "/garbage": raw(b"\x16\x03\x01 not http at all\r\n\r\n"),
    "/http09": raw(PAGE),
    "/closed": raw(b""),
    "/halfhead": raw(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "/badstatus": raw(b"HTTP/1.1 abc OK\r\n\r\n"),
    "/hugehead": endless(b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"a" * 500 + b"\r\n"),
    "/longheader": endless(b"HTTP/1.1 200 OK\r\nX-A: ", b"a" * 4096),
    "/nulheader": raw(b"HTTP/1.1 200 OK\r\nX\0Y: a\r\n\r\n"),
    "/endless": endless(head(), b"x" * 65536),
    "/endlesschunks": endless(
        head(Transfer_Encoding="chunked"), b"1000\r\n" + b"x" * 4096 + b"\r\n"
    ),
    "/driphead": drip(b"HTTP/1.1 200 OK\r\nX-A: b\r\n"),
    "/dripbody": lambda peer, path, sent: (peer.sendall(head()), drip(b"x")(peer, path, sent))[0],
    "/silent": silent,
    "/continue": raw(b"HTTP/1.1 100 Continue\r\n\r\n" + head(length=len(PAGE)) + PAGE),
    "/conditional": conditional,
    "/echo": echo,
    "/404": plain(b"gone", "404 Not Found"), "/410": plain(b"", "410 Gone"),
    "/429": plain(b"", "429 Too Many Requests", Retry_After="120"),
    "/500": plain(b"", "500 Internal Server Error"), "/503": plain(b"", "503 Service Unavailable"),
    "/204": plain(b"", "204 No Content"), "/999": plain(PAGE, "999 Odd"),
    "/redirect": redirect("/page"), "/moved": redirect("/page", "301 Moved Permanently"),
    "/movedtwice": redirect("/moved", "308 Permanent Redirect"),
    "/movedthenfound": redirect("/redirect", "301 Moved Permanently"),
    "/loop": redirect("/loop"),
    "/pingpong": redirect("/pongping"), "/pongping": redirect("/pingpong"),
    "/tofile": redirect("file:///etc/passwd"), "/toftp": redirect("ftp://127.0.0.1/"),
    "/togopher": redirect("gopher://127.0.0.1:25/x"), "/todata": redirect("data:text/html,x"),
    "/tojavascript": redirect("javascript:alert(1)"), "/tobad": redirect("http://[::1"),
    "/tonowhere": plain(b"", "302 Found"), "/toempty": redirect(""),
    "/tometadata": redirect("http://169.254.169.254/latest/meta-data/"),
    "/toprivate": redirect("http://10.0.0.1/"), "/tolocal": redirect("http://localhost/"),
    "/tonumber": redirect("http://2130706433/"), "/tomapped": redirect("http://[::ffff:127.0.0.1]/"),
    "/tosmtp": redirect("http://rebound.example:25/"),
    "/sameschemeless": redirect("//rebound.example/x"),
    "/utf16": plain("<html><p>Міст".encode("utf-16"), Content_Type="text/html"),
    "/wrongcharset": plain("<p>Міст".encode(), Content_Type="text/html; charset=iso-8859-1"),
    "/wrongtype": plain(PAGE, Content_Type="image/png"),
}  # fmt: skip


@contextmanager
def server(answers: dict[str, Answer]) -> Iterator[int]:
    """Serves until left; yields the port."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    stop = threading.Event()

    def serve(peer: socket.socket) -> None:
        with peer:
            peer.settimeout(5)
            try:
                request = b""
                while b"\r\n\r\n" not in request and (data := peer.recv(65536)):
                    request += data
                lines = request.decode("latin-1").split("\r\n")
                path = lines[0].split(" ")[1] if " " in lines[0] else "/"
                sent = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
                answer = answers.get(path.partition("?")[0], answers["/404"])
                answer(peer, path, {name.lower(): value for name, value in sent.items()})
            except OSError:
                return

    def accept() -> None:
        while not stop.is_set():
            try:
                peer, _ = listener.accept()
            except TimeoutError:
                continue
            threading.Thread(target=serve, args=(peer,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        stop.set()
        thread.join()
        listener.close()
