"""on_tty.py PROGRAM ARG... < script: run the program on a terminal of its own.

A line of the script is sent as it is; `^C`, `^D` and `^I` alone are those keys,
`!sleep N` waits, `!expect TEXT` waits until the output holds TEXT (5 s at
most). Prints what the terminal showed. Status as the program's."""
import os, pty, re, select, sys, time

lines = sys.stdin.read().split("\n")
pid, fd = pty.fork()
if pid == 0:
    os.environ["TERM"] = "dumb"
    os.execvp(sys.argv[1], sys.argv[1:])
shown = b""
mark = 0


def read(seconds):
    global shown
    end = time.time() + seconds
    while time.time() < end:
        ready, _, _ = select.select([fd], [], [], 0.02)
        if ready:
            try:
                data = os.read(fd, 65536)
            except OSError:
                return False
            if not data:
                return False
            shown += data
    return True


def expect(text, seconds=10):
    global mark
    end = time.time() + seconds
    while time.time() < end:
        at = shown.find(text, mark)
        if at >= 0:
            mark = at + len(text)
            return
        if not read(0.03):
            return


keys = {"^C": b"\x03", "^D": b"\x04"}
for line in lines:
    if line.startswith("!sleep "):
        read(float(line[7:]))
    elif line.startswith("!expect "):
        expect(line[8:].encode())
    elif line in keys:
        os.write(fd, keys[line])
        read(0.1)
    elif line.endswith("^I"):
        os.write(fd, line[:-2].encode() + b"\t\t")
        read(0.3)
    elif line:
        os.write(fd, line.encode() + b"\n")
        read(0.05)
end = time.time() + 10
status = None
while time.time() < end:
    more = read(0.05)
    done, code = os.waitpid(pid, os.WNOHANG)
    if done:
        status = os.waitstatus_to_exitcode(code)
        read(0.05)
        break
if status is None:
    os.kill(pid, 9)
    status = 124
text = shown.decode("utf-8", "replace").replace("\r", "")
sys.stdout.write(re.sub(r"\x1b\[\?2004[hl]", "", text))
sys.exit(status)
