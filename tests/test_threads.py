"""Small products run on one BLAS thread, large ones on as many as there were."""

from threadpoolctl import threadpool_info, threadpool_limits

from helpers.threads import SMALL, blas_threads


def threads():
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_threads():
    with threadpool_limits(2, "blas"):
        before = threads()
        for multiplications, there in ((SMALL, {1}), (SMALL + 1, before)):
            with blas_threads(multiplications):
                assert threads() == there
            assert threads() == before
