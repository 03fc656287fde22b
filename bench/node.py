"""A HoneySpam for a bench: as `init` writes it, on free ports of the loopback, but for what the bench changes."""
import os
import pathlib
import re
import subprocess
import sys

HOME = pathlib.Path(__file__).resolve().parent.parent


def start(folder, edits=(), console=True, more="", java="", log=None):
    """The process, and its ports by service: of each the first, which is the one in the clear.

    edits: pairs of a pattern and what stands in the file in its place; more: what is added to it.
    """
    launcher = str(HOME / "honeyspam")
    subprocess.run([launcher, "init", str(folder)], check=True, stdout=subprocess.DEVNULL)
    file = folder / "honeyspam.toml"
    text = re.sub(r"(?m)^port = \d+$", "port = 0", file.read_text())
    text = re.sub(r'(?m)^addresses = \["\*"\]$', 'addresses = ["127.0.0.1"]', text)
    text = text.replace('greet_pause = "1s"', 'greet_pause = "0s"')
    if not console:
        text = re.sub(r"(?ms)^\[console\].*?(?=^\[)", "", text)
    for pattern, replacement in edits:
        text = re.sub(pattern, replacement, text, flags=re.MULTILINE)
    file.write_text(text + more)
    environment = dict(os.environ, **({"HONEYSPAM_JAVA_OPTS": java} if java else {}))
    command = [launcher, "run", "--config", str(file)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
    ports = {}
    for line in process.stdout:
        found = re.match(r"(\w+) +127\.0\.0\.1:(\d+)", line)
        if found:
            ports.setdefault(found.group(1), int(found.group(2)))
        if line.startswith("HoneySpam is up"):
            return process, ports
    sys.exit("HoneySpam did not come up")


def heap(pid):
    """Bytes of what lives; a collection comes first."""
    jcmd = pathlib.Path(os.readlink(f"/proc/{pid}/exe")).parent / "jcmd"
    command = [str(jcmd), str(pid), "GC.class_histogram"]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return int(re.search(r"(?m)^Total\s+\d+\s+(\d+)", out).group(1))


def resident(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) * 1024


def size(file):
    """Bytes; none of a file that was deleted since it was listed."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def processor_seconds(pid):
    """What a process has used so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
