"""Small products run on one BLAS thread, large ones on as many as there were."""

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from helpers.threads import SMALL, _controller, blas_threads


def threads():
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


@pytest.mark.parametrize("multiplications, several", [(1, 1), (SMALL, 1), (SMALL + 1, 2)])
def test_threads(multiplications, several):
    with threadpool_limits(2, "blas"):
        before = threads()
        with blas_threads(multiplications):
            assert threads() == (before if several == 2 else {1})
        assert threads() == before


def test_what_is_no_blas_keeps_its_threads():
    import sklearn.utils._openmp_helpers  # noqa: F401  loads another pool of threads

    def others():
        return [pool for pool in threadpool_info() if pool["user_api"] != "blas"]

    _controller.cache_clear()
    with threadpool_limits(2):
        before = others()
        with blas_threads(1):
            assert others() == before
