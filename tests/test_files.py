"""A file is replaced whole and keeps what is its own; what is no file is written into."""

import os
import stat
import subprocess
import sys
import threading

import pytest

from stancegraph.files import replacing

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no such modes, links and pipes there")


def write(path, text):
    with replacing(path) as file:
        file.write(text)


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_an_existing_file_keeps_its_mode(tmp_path, mode):
    path = tmp_path / "a.txt"
    path.touch()
    path.chmod(mode)
    write(path, "new")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", mode)


@POSIX
def test_a_new_file_has_an_ordinary_mode(tmp_path):
    before = os.umask(0o027)
    try:
        write(tmp_path / "a.txt", "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


@POSIX
@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_and_what_it_points_to_is_replaced(tmp_path, there):
    (tmp_path / "folder").mkdir()
    real, link = tmp_path / "folder" / "a.txt", tmp_path / "link.txt"
    if there:
        real.write_text("old")
    link.symlink_to(real)
    write(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["a.txt"]


@POSIX
def test_a_failure_leaves_what_a_link_points_to(tmp_path):
    (tmp_path / "a.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("a.txt")
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "link.txt") as file:
        file.write(str(1 / 0))
    assert (tmp_path / "a.txt").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2


@POSIX
def test_a_pipe_is_written_into(tmp_path):
    path, got = tmp_path / "pipe", []
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: got.append(path.read_text()), daemon=True)
    reader.start()
    write(path, "new")
    reader.join(10)
    assert got == ["new"]
    assert path.is_fifo()


@POSIX
@pytest.mark.parametrize("appended", [True, False])
def test_standard_output_is_written_into(tmp_path, appended):
    code = "from stancegraph.files import replacing\nwith replacing('/dev/stdout') as file:\n    file.write('new')\n"
    path = tmp_path / "out"
    path.write_text("old ")
    with path.open("a" if appended else "w") as output:
        subprocess.run([sys.executable, "-c", code], stdout=output, check=True, timeout=60)
    assert path.read_text() == ("old new" if appended else "new")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert done.stdout == b"new"
