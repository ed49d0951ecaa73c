"""Runs a program on a terminal of its own. Reads a JSON object from stdin: argv, env, and steps: each waits for a text, and
for a file where it names one, and sends a text, or a signal to the program. Writes a JSON object: output, code, whether the terminal echoed while it was
asked for, and whether it was as before at the end."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time

task = json.load(sys.stdin)
master, slave = pty.openpty()
before = termios.tcgetattr(slave)


def take_terminal():
    os.setsid()
    import fcntl
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


child = subprocess.Popen(
    task["argv"], env=task["env"], stdin=slave, stdout=slave, stderr=slave, preexec_fn=take_terminal
)
output, seen, echoes = b"", 0, []
steps = list(task["steps"])
end = time.monotonic() + task.get("seconds", 15)


def read_some(patience):
    global output
    if not select.select([master], [], [], patience)[0]:
        return False
    output += os.read(master, 65536)
    return True


while time.monotonic() < end and child.poll() is None:
    read_some(0.05)
    if not steps:
        continue
    wanted = steps[0]["wait"].encode()
    place = output.find(wanted, seen)
    if place == -1 or not os.path.exists(steps[0].get("file", "/")):
        continue
    seen = place + len(wanted)
    time.sleep(0.05)
    echoes.append(bool(termios.tcgetattr(slave)[3] & termios.ECHO))
    step = steps.pop(0)
    if "send" in step:
        os.write(master, step["send"].encode())
    if "signal" in step:
        child.send_signal(getattr(signal, step["signal"]))
if child.poll() is None:
    child.kill()
code = child.wait()
while read_some(0.1):
    pass
after = termios.tcgetattr(slave)
json.dump(
    {"output": output.decode(errors="replace"), "code": code, "echoes": echoes, "restored": after == before}, sys.stdout
)
