"""Trial and error, evolution of structures, evolution of weights."""

import joblib
import numpy as np
import pytest

from helpers import Network, moons, search
from helpers.estimator import NetworkClassifier
from helpers.search import Trial, cross, evolve_weights, evolving, gather, mutate, sweep

MODEL = NetworkClassifier(epochs=3, batch_size=20, learning_rate=0.02)
DATA = (*moons(60, seed=0), moons(100, seed=1))
WIDTHS = (1, 2, 4, 8)


@pytest.fixture
def planted(monkeypatch):
    """Training is replaced by a look at how far a structure is from (8, 2, 4); the runs are listed."""
    runs, target = [], np.array([4, 2, 3])

    def trial(model, X, y, X_val, y_val, structure, seed):
        runs.append((structure, seed))
        genes = np.array([WIDTHS.index(width) + 1 for width in structure] + [0, 0])[:3]
        return Trial(structure, seed, 1 - np.abs(genes - target).sum() / 10, sum(structure), 0.0)

    monkeypatch.setattr(search, "_trial", trial)
    return runs


# ---- trial and error ----


def test_a_sweep_trains_each_structure_from_each_seed():
    trials = list(sweep(MODEL, [(4,), (2, 3)], *DATA, seeds=(0, 5)))
    assert [(t.structure, t.seed) for t in trials] == [((4,), 0), ((4,), 5), ((2, 3), 0), ((2, 3), 5)]
    assert [t.parameters for t in trials] == [22, 22, 23, 23]
    X, y, validation = DATA
    model = NetworkClassifier((2, 3), epochs=3, batch_size=20, learning_rate=0.02, random_state=5).fit(X, y)
    assert trials[3].accuracy == model.score(*validation)
    assert MODEL.hidden_layer_sizes == (128,) and not hasattr(MODEL, "network_")


def test_the_same_with_two_workers_as_with_one():
    trained = lambda: sorted(trial[:-1] for trial in sweep(MODEL, [(4,), (2, 3), ()], *DATA))  # noqa: E731
    alone = trained()
    with joblib.parallel_config(backend="threading", n_jobs=2):
        assert trained() == alone


def test_a_network_that_diverges_does_not_end_the_sweep():
    wild = NetworkClassifier(epochs=3, learning_rate=1e30)
    assert [0 <= trial.accuracy < 0.8 for trial in sweep(wild, [(4,)], *DATA)] == [True] * 3


def test_what_is_done_before_an_interruption_is_kept(capsys):
    class Interrupted(NetworkClassifier):
        def fit(self, X, y):
            if self.random_state == 2:
                raise KeyboardInterrupt
            return super().fit(X, y)

    kept = gather(sweep(Interrupted(epochs=1), [(3,), (4,)], *DATA), total=6)
    assert [(t.structure, t.seed) for t in kept] == [((3,), 0), ((3,), 1)]
    assert "What is done is kept: 2." in capsys.readouterr().out


def test_interrupted_between_two_results_the_rest_is_given_up(monkeypatch, planted):
    def tqdm(results, **_):
        yield next(results)
        raise KeyboardInterrupt

    monkeypatch.setattr(search, "tqdm", tqdm)
    results = sweep(MODEL, [(1,)] * 50, *DATA)
    assert len(gather(results)) == 1 and len(planted) < 150 and list(results) == []


# ---- evolution of structures ----


def test_generations(planted):
    history = list(evolving(MODEL, *DATA, widths=WIDTHS, depth=3, population=6, generations=8, elite=2, seeds=(0, 3)))
    assert len(history) == 8 and all(len(g.individuals) == 6 for g in history)
    assert history[-1].trials == len(planted) == len(set(planted)), "no structure is trained twice from one seed"
    assert {seed for _, seed in planted} == {0, 3} and history[0].trials <= 12
    for generation in history:
        fitness = [one.fitness for one in generation.individuals]
        assert fitness == sorted(fitness, reverse=True)
    assert {(one.birth, one.parents) for one in history[0].individuals} == {("random", ())}
    for before, now in zip(history, history[1:], strict=False):
        elders = [one for one in now.individuals if one.birth == "lives on"]
        assert [(one.structure, one.fitness) for one in elders] == [one[:2] for one in before.individuals[:2]]
        for one in now.individuals:
            parents = [before.individuals[place].structure for place in one.parents]
            assert one in elders or is_child(one, *parents)


def is_child(one, mother, father):
    children = [mother[:cut] + father[cut:] for cut in range(min(len(mother), len(father)) + 1)]
    tries = (mutate(child, WIDTHS, 3, np.random.default_rng(seed)) for child in children for seed in range(200))
    return (one.structure, one.birth) in tries


def test_evolution_finds_what_is_planted_and_is_repeatable(planted):
    breed = lambda seed: list(evolving(MODEL, *DATA, widths=WIDTHS, depth=3, generations=20, seed=seed))  # noqa: E731
    for seed in range(5):
        history = breed(seed)
        assert history[-1].individuals[0].structure == (8, 2, 4)
    assert breed(4) == history != breed(3)


def test_of_two_equally_fit_the_smaller_comes_first():
    known = {(8,): [Trial((8,), 0, 0.5, 80, 0.0)], (4,): [Trial((4,), 0, 0.5, 40, 0.0)]}
    ranked = search.rank([((8,), "random", ()), ((4,), "random", ())], known)
    assert [one.structure for one in ranked] == [(4,), (8,)]


def test_children_are_always_legal_structures_and_every_change_happens():
    random, found = np.random.default_rng(0), set()
    for _ in range(60):
        mother, father = (tuple(random.choice(WIDTHS, random.integers(1, 4)).tolist()) for _ in range(2))
        child = cross(mother, father, random)
        assert len(child) == len(father) and all(width in some for width, *some in zip(child, mother, father))  # noqa: B905
        changed, what = mutate(child, WIDTHS, 3, random)
        assert changed != child and 1 <= len(changed) <= 3 and set(changed) <= set(WIDTHS)
        assert len(changed) - len(child) == {"layer added": 1, "layer removed": -1}.get(what, 0)
        assert np.sign(sum(changed) - sum(child)) == {"widened": 1, "layer added": 1}.get(what, -1)
        found.add(what)
    assert len(found) == 4


# ---- evolution of weights ----

X, XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), [0, 1, 1, 0]


@pytest.mark.parametrize("how", [{"activation": "sigmoid"}, {"activation": "step", "output": "step"}])
def test_weights_evolve_to_xor_without_a_gradient(how):
    net = Network([2, 4, 1], **{"output": "sigmoid", **how})
    records = evolve_weights(net, X, XOR)
    assert records[-1].accuracy == net.accuracy(X, XOR) == 1 and [r.epoch for r in records] == list(range(1, 101))
    assert records[-1].loss == pytest.approx(net.loss(X, XOR).mean()) and records[-1].loss < records[0].loss


def test_one_generation_is_the_mean_of_the_best_children():
    net = Network([2, 3, 2], dtype=np.float64)
    brood = net.theta + 0.3 * np.random.default_rng(5).standard_normal((7, net.n_parameters))
    twin = net.copy()
    costs = []
    for twin.theta in brood:
        costs.append(twin.loss(X, XOR).mean())
    best = sorted(range(7), key=costs.__getitem__)[:2]
    evolve_weights(net, X, XOR, generations=1, parents=2, children=7, spread=0.3, seed=5)
    np.testing.assert_allclose(net.theta, (brood[best[0]] + brood[best[1]]) / 2)


# ---- what is given is looked at ----


@pytest.mark.parametrize("call, words", [
    (lambda: sweep(None, [(4,)], *DATA), "model is None; expected a NetworkClassifier"),
    (lambda: sweep(MODEL, [], *DATA), "structures is \\[\\]; expected one or more"),
    (lambda: sweep(MODEL, [4, 8], *DATA), "a structure is 4; expected a tuple of widths"),
    (lambda: sweep(MODEL, [(4,)], DATA[0][:, :1], *DATA[1:]), "have the shapes \\(60, 1\\), .*; expected \\(n, d\\)"),
    (lambda: evolving(MODEL, *DATA, depth=1, widths=(8, 8)), "nothing to evolve"),
    (lambda: evolving(MODEL, *DATA, elite=8), "elite is 8, population 8; expected fewer"),
    (lambda: evolve_weights(MODEL, X, XOR), "expected a Network"),
    (lambda: evolve_weights(Network([2, 2]), X, XOR, parents=30), "parents is 30, children 30; expected fewer"),
])
def test_refused_at_once_and_in_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()
