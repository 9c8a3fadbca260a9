"""On a machine that is lent, the learner is told that it forgets, and can keep what is theirs."""

import datetime
import io
import sys
import types
import zipfile

import pytest

from helpers import mine
from helpers.exercises import check
from helpers.exercises.keeping import network_file, progress_file
from helpers.exercises.lent import machine
from tests.exercises.learner import solved

OWN = '"""My network."""\n\nimport numpy as np\n\n\n# 01.1 The step function\ndef step(z):\n    return 1 * (z > 0)\n'


@pytest.fixture(autouse=True)
def own(own, monkeypatch):
    """The folder of it all."""
    for name in ("BINDER_SERVICE_HOST", "KAGGLE_KERNEL_RUN_TYPE"):
        monkeypatch.delenv(name, raising=False)
    return own.parent


@pytest.fixture
def colab(tmp_path, monkeypatch):
    """Colab's module; mounting makes the folder of a Drive, and says that it was asked."""
    asked = []

    def mount(place):
        asked.append(place)
        (tmp_path / "drive/MyDrive").mkdir(parents=True)

    drive = types.SimpleNamespace(mount=mount)
    monkeypatch.setitem(sys.modules, "google.colab", types.SimpleNamespace(drive=drive))
    monkeypatch.setattr(machine, "DRIVE", str(tmp_path / "drive"))
    return asked


def test_on_a_lent_machine_the_first_cell_and_each_tick_say_so(monkeypatch, capsys):
    monkeypatch.setenv("BINDER_SERVICE_HOST", "somewhere")
    machine.ready()
    said = capsys.readouterr().out
    assert "forgets" in said and "mine.download()" in said and "mine.drive()" not in said
    check("01.1", solved("01.1"))
    assert "✓" in (said := capsys.readouterr().out) and "This machine forgets it: `mine.download()`" in said


def test_the_drive_is_offered_keeps_what_is_there_and_is_found_on_the_next_machine(colab, own, capsys, monkeypatch):
    machine.ready()
    assert "mine.drive()" in capsys.readouterr().out and not colab
    network_file.network_path().write_text(OWN)
    mine.drive()
    folder = own / "drive/MyDrive/deep_learning_course"
    assert colab == [str(own / "drive")] and network_file.network_path() == folder / "my_network.py"
    assert (folder / "my_network.py").read_text() == OWN and machine.reminder() == ""
    assert progress_file.progress_path().parent == folder and progress_file.note("01.1") and progress_file.done()
    assert "deep_learning_course" in capsys.readouterr().out
    (own / "other").mkdir()
    (own / "other/my_network.py").write_text("# begun before the Drive was there\n")
    for _ in range(2):  # the second time the kernel is started again
        monkeypatch.setenv("COURSE_NETWORK", str(own / "other/my_network.py"))
        machine.ready()
        assert network_file.network_path().read_text() == OWN and len(colab) == 1
        assert "my_network_before.py" in capsys.readouterr().out
    assert (folder / "my_network_before.py").read_text().startswith("# begun before")
    assert not (folder / "my_network_before2.py").exists()


def test_one_file_takes_everything_to_another_machine(own, monkeypatch):
    network_file.network_path().write_text(OWN)
    progress_file.note("01.1")
    shown = []
    monkeypatch.setattr(machine, "display", lambda data, raw: shown.append(data["text/html"]))
    mine.download()
    file = machine.base64.b64decode(shown[0].split("data:application/zip;base64,")[1].split('"')[0])  # behind the link
    assert set(zipfile.ZipFile(io.BytesIO(file)).namelist()) == {"my_network.py", "course_progress.json"}
    (own / "other").mkdir()
    monkeypatch.setenv("COURSE_NETWORK", str(own / "other/my_network.py"))
    monkeypatch.setenv("COURSE_PROGRESS", str(own / "other/progress.json"))
    assert not progress_file.done()
    assert "my_network.py" in machine.bring("my_course.zip", file)
    assert network_file.network_path().read_text() == OWN and progress_file.done()
    assert "beside" not in machine.bring("my_course.zip", file)


def test_what_is_there_is_kept_beside_what_comes_and_on_a_full_disk_nothing_is_lost(own, monkeypatch):
    network_file.network_path().write_text(OWN)
    with monkeypatch.context() as patch:
        patch.setattr(progress_file, "write", lambda path, content: (_ for _ in ()).throw(OSError("no space left")))
        assert "no space left" in machine.bring("my_network.py", b"import numpy as np\n")
    assert network_file.network_path().read_text() == OWN
    assert "my_network_before.py" in machine.bring("my_network.py", b"import numpy as np\n")
    assert (own / "my_network_before.py").read_text() == OWN


def zip_of(**files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_py", ".py").replace("up_", "../"), content)
    return made.getvalue()


def test_another_file_changes_nothing(own):
    network_file.network_path().write_text(OWN)
    bomb = zip_of(my_network_py=b"\0" * (machine.LARGEST + 1))
    for content in (b"", b"PK", zip_of(), zip_of(up_my_network_py="x"), zip_of(other_py="x"), bomb):
        assert "nothing has changed" in machine.bring("my_course.zip", content)
        assert network_file.network_path().read_text() == OWN and len(list(own.iterdir())) == 1


def test_the_button_takes_a_file_and_says_what_was_done(monkeypatch):
    shown = []
    monkeypatch.setattr(machine, "display", shown.append)
    mine.upload()
    button, _ = shown[0].children
    now = datetime.datetime.now()
    button.value = ({"name": "my_network.py", "type": "", "size": 3, "last_modified": now, "content": OWN.encode()},)
    assert network_file.network_path().read_text() == OWN
    old = {"my_course.zip": {"content": b"a", "metadata": {}}}  # as ipywidgets 7 has it
    assert machine.chosen(old) == [("my_course.zip", b"a")]
