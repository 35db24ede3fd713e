"""Runs a command in a pseudo-terminal, answers it, and prints the transcript and the exit code as JSON.

Reads JSON from standard input: {"argv": [...], "cwd": "...", "steps": [["text to wait for", "keys to send"], ...]}.
Nothing but the standard library: a terminal is the one thing a test cannot have in its own process.
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time

SECONDS_A_STEP = 30

task = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(task["cwd"])
    os.environ.update({"TERM": "xterm", "LANG": "C.UTF-8", "NO_COLOR": "1"})
    os.execvp(task["argv"][0], task["argv"])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 120, 0, 0))

transcript = b""
missed = None


def read_some(deadline):
    """Appends what the terminal shows; False at its end."""
    global transcript
    ready, _, _ = select.select([terminal], [], [], max(0.0, min(0.2, deadline - time.monotonic())))
    if not ready:
        return True
    try:
        chunk = os.read(terminal, 65536)
    except OSError:  # Linux says EIO when the other side is closed.
        chunk = b""
    transcript += chunk
    return chunk != b""


seen = 0
alive = True
for awaited, keys in task["steps"]:
    deadline = time.monotonic() + SECONDS_A_STEP
    while alive and transcript.find(awaited.encode(), seen) < 0 and time.monotonic() < deadline:
        alive = read_some(deadline)
    found = transcript.find(awaited.encode(), seen)
    if found < 0:
        missed = awaited
        os.kill(pid, 9)
        break
    seen = found + len(awaited.encode())
    os.write(terminal, keys.encode())

end = time.monotonic() + SECONDS_A_STEP
while alive and time.monotonic() < end:
    alive = read_some(end)
if alive:
    os.kill(pid, 9)
_, status = os.waitpid(pid, 0)
print(json.dumps({"transcript": transcript.decode("utf8", "replace"), "missed": missed, "status": os.waitstatus_to_exitcode(status)}))
