"""Runs a program in a pseudo-terminal, types into it, and prints what it showed.

Arguments: a JSON list of [wait for this text, then type this], then the program and its arguments.
Prints one line of JSON: exit code (minus the signal's number where a signal ended it) and the text without the
terminal's own codes.
"""

import json
import os
import pty
import re
import select
import sys
import time

SECONDS = 60

steps, program = json.loads(sys.argv[1]), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(program[0], program)

shown, seen, ended = "", 0, False
deadline = time.monotonic() + SECONDS
while not ended and time.monotonic() < deadline:
    ready, _, _ = select.select([terminal], [], [], 0.2)
    if ready:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            data = b""
        ended = data == b""
        # Codes that move or colour; a prompt is drawn again with every key.
        shown += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", data.decode("utf-8", "replace"))
    if steps and steps[0][0] in shown[seen:]:
        wanted, typed = steps.pop(0)
        seen = len(shown)
        # The prompt listens once it was drawn.
        time.sleep(0.1)
        os.write(terminal, typed.encode())

if not ended:
    os.kill(pid, 9)
_, status = os.waitpid(pid, 0)
code = os.waitstatus_to_exitcode(status)
print(json.dumps({"code": code, "shown": shown.replace("\r", ""), "left": steps}))
