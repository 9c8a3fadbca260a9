"""The same search on a Dask cluster: a scheduler and two workers, processes of their own, one of which is killed."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import joblib
import pytest

from helpers import moons
from helpers.estimator import NetworkClassifier
from helpers.search import sweep
from tests.test_search import evolve, without_seconds

pytestmark = pytest.mark.weekly

MODEL = NetworkClassifier(epochs=20, batch_size=10)
DATA = (*moons(300, seed=0), moons(200, seed=1))
ROOT = Path(__file__).parents[1]
SETTINGS = {
    "PYTHONPATH": str(ROOT),
    # every worker keeps its copy of the data; else Dask thins them out, and a worker may die with the last one
    "DASK_DISTRIBUTED__SCHEDULER__ACTIVE_MEMORY_MANAGER__START": "False",
}


@pytest.fixture
def cluster(tmp_path):
    """A scheduler, two workers, and a client, as on the computers of a lab; the workers' processes come along."""
    distributed = pytest.importorskip("distributed")
    with contextlib.ExitStack() as stack:

        def start(kind, *options):
            command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--scheduler-file", "address.json"]
            command += ["--host", "127.0.0.1", "--no-dashboard", *options]
            log = stack.enter_context(open(tmp_path / "log.txt", "a"))
            process = subprocess.Popen(command, cwd=tmp_path, env=os.environ | SETTINGS, stdout=log, stderr=log)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        start("scheduler", "--port", "0")
        workers = [start("worker", "--no-nanny", "--nthreads", "1") for _ in range(2)]
        client = stack.enter_context(distributed.Client(scheduler_file=tmp_path / "address.json", timeout=50))
        client.wait_for_workers(2, timeout=50)
        yield client, workers


def test_a_worker_killed_in_the_middle_loses_nothing(cluster):
    client, workers = cluster
    structures = [(4,), (8,), (4, 4), (8, 8)]
    alone = without_seconds(sweep(MODEL, structures, *DATA))
    X, y, validation = DATA
    with joblib.parallel_config(backend="dask", scatter=[X, y, *validation]):  # the one line that changes
        trials = []
        for trial in sweep(MODEL, structures, X, y, validation):
            trials.append(trial)
            if len(trials) == 2:
                workers[0].kill()  # SIGKILL, while it trains
        assert without_seconds(trials) == alone
        assert len(client.scheduler_info()["workers"]) == 1
        breed = lambda: evolve(MODEL, X, y, validation, population=3, generations=2)  # noqa: E731
        on_dask = breed()
    assert on_dask == breed()
