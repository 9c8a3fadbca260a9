"""How many layers, how many neurons? Trial and error, and evolution. Slide P13-18; notebook 07.

Training runs are handed to joblib, so one line around a search has them run on all cores:
`with joblib.parallel_config(n_jobs=-1):`.
"""

import contextlib
import dataclasses
import time
import warnings
from typing import NamedTuple

import joblib
import numpy as np
from tqdm.auto import tqdm

from .estimator import NetworkClassifier
from .network import as_network
from .threads import blas_threads
from .training import Record, measure
from .validate import brief, number, pair, whole
from .words import later, say, series

TITLES = later("trials"), later("generations")  # of the searches in notebook 07

# ---- trial and error ----


class Trial(NamedTuple):
    """One training run."""

    structure: tuple  # widths of the hidden layers
    seed: int
    accuracy: float  # on the validation examples
    parameters: int
    seconds: float


def sweep(model, structures, X, y, validation, seeds=(0, 1, 2)):
    """Train `model` with each of the `structures` from each of the `seeds`; yields a Trial as each is done.

    model       NetworkClassifier(...): how to train
    structures  tuples of widths, such as [(32,), (32, 32)]
    validation  (X, y) to measure the accuracy on

    The trials come in the order in which they end; each is the same wherever it ran.
    """
    structures = [_structure(widths) for widths in _several("structures", structures)]
    seeds = [whole(later("a seed"), seed, low=0) for seed in _several("seeds", seeds)]
    return _trials(structures, seeds, *_checked(model, X, y, validation))


def _trials(structures, seeds, *setting):
    tasks = (joblib.delayed(_trial)(*setting, widths, seed) for widths in structures for seed in seeds)
    yield from joblib.Parallel(return_as="generator_unordered")(tasks)


def _trial(model, X, y, X_val, y_val, structure, seed):
    model, start = dataclasses.replace(model, hidden_layer_sizes=structure, random_state=seed), time.perf_counter()
    with blas_threads(1), np.errstate(all="ignore"):  # one thread each, or results would depend on the processor
        with contextlib.suppress(FloatingPointError):  # diverged: it is what it was at its last record
            model.fit(X, y)
        seconds = time.perf_counter() - start
        return Trial(structure, seed, model.score(X_val, y_val), model.network_.n_parameters, seconds)


def gather(results, total=None, title=""):
    """Run through `results` behind a progress bar; returns them as a list. Interrupted, it returns those so far."""
    done, form = [], say("{total} {desc} {bar}") if total else None  # a saved notebook keeps it without its bar
    try:
        for result in tqdm(results, desc=title and say(title), total=total, disable=None, bar_format=form):
            done.append(result)
    except KeyboardInterrupt:
        with warnings.catch_warnings(action="ignore"):  # joblib warns of the trials it gives up
            getattr(results, "close", list)()
        print(say("Stopped. What is done is kept: {count}.", count=len(done)))
    return done


# ---- evolution of structures ----


class Individual(NamedTuple):
    """A structure in a generation."""

    structure: tuple  # widths of the hidden layers
    fitness: float  # mean accuracy on the validation examples
    birth: str  # how it came about
    parents: tuple  # their places in the generation before


class Generation(NamedTuple):
    """Individuals, the fittest first, and how many networks have been trained until now."""

    individuals: list
    trials: int


def evolving(model, X, y, validation, *, widths=(8, 16, 32, 64, 128, 256), depth=4, population=8, generations=6,
             elite=2, seeds=(0,), seed=0):
    """Breed structures; yields each Generation as soon as it is there. No structure is trained twice.

    model, X, y, validation   as in `sweep`
    widths, depth             a layer has one of these widths, a structure at most so many layers
    elite                     so many of the fittest live on unchanged
    seeds                     each structure is trained once from each
    seed                      of the evolution itself
    """
    setting = _checked(model, X, y, validation)
    widths = sorted({whole(later("a width"), width) for width in _several("widths", widths)})
    seeds = [whole(later("a seed"), s, low=0) for s in _several("seeds", seeds)]
    if whole("depth", depth) == len(widths) == 1:
        raise ValueError(say("depth is 1 and there is one width, so only one structure is possible and there is "
                             "nothing to evolve"))
    if whole("elite", elite, low=0) >= whole("population", population, low=2):
        sentence = later("elite is {elite}, population {population}; expected fewer, so that some are born anew")
        raise ValueError(say(sentence, elite=elite, population=population))
    whole("seed", seed, low=0)
    return _generations(setting, widths, depth, population, whole("generations", generations), elite, seeds, seed)


def _generations(setting, widths, depth, population, generations, elite, seeds, seed):
    random, known = np.random.default_rng(seed), {}
    born = [(first(widths, depth, random), "random", ()) for _ in range(population)]
    for _ in range(generations):
        new = {structure for structure, *_ in born} - known.keys()
        known |= {structure: [] for structure in new}
        for trial in _trials(sorted(new), seeds, *setting):
            known[trial.structure].append(trial)
        individuals = rank(born, known)
        yield Generation(individuals, len(known) * len(seeds))
        born = [(individuals[i].structure, "lives on", (i,)) for i in range(elite)]
        born += [breed(individuals, widths, depth, random) for _ in range(population - elite)]


def rank(born, known):
    """Individuals, the fittest first; of two that are equally fit, the one with fewer parameters."""
    fitness = {structure: float(np.mean([t.accuracy for t in known[structure]])) for structure, *_ in born}
    born = sorted(born, key=lambda one: (-fitness[one[0]], known[one[0]][0].parameters))
    return [Individual(structure, fitness[structure], *rest) for structure, *rest in born]


def first(widths, depth, random):
    """A structure by chance."""
    return tuple(random.choice(widths, size=random.integers(1, depth + 1)).tolist())


def breed(individuals, widths, depth, random):
    """Selection, crossover, mutation → (structure, birth, parents)."""
    mother, father = (int(random.integers(len(individuals), size=2).min()) for _ in range(2))  # the fitter of two
    child = cross(individuals[mother].structure, individuals[father].structure, random)
    return *mutate(child, widths, depth, random), (mother, father)


def cross(mother, father, random):
    """The mother's first layers, then the father's."""
    cut = random.integers(min(len(mother), len(father)) + 1)
    return mother[:cut] + father[cut:]


def mutate(structure, widths, depth, random):
    """One small change at one layer → (structure, what was done)."""
    i = random.integers(len(structure))
    before, width, after = structure[:i], structure[i], structure[i + 1 :]
    place, changes = widths.index(width), {}
    if len(structure) < depth:
        changes["layer added"] = *before, width, width, *after
    if len(structure) > 1:
        changes["layer removed"] = before + after
    if place > 0:
        changes["narrowed"] = *before, widths[place - 1], *after
    if width < widths[-1]:
        changes["widened"] = *before, widths[place + 1], *after
    what = str(random.choice(list(changes)))
    return changes[what], what


# ---- evolution of weights ----


def evolve_weights(network, X, T, *, generations=100, parents=5, children=30, spread=0.5, seed=0):
    """Train `network` in place without any gradient, by a (μ, λ) evolution strategy; returns a Record a generation.

    Of `children` random neighbours of θ, each weight at a distance of about `spread`, the mean of the `parents`
    with the lowest cost is the next θ. So even step neurons can learn, which have no slope. An interruption leaves
    the θ of the last generation.
    """
    X, T = as_network(network).checked(X, T)
    number("spread", spread, above=True)
    if whole("parents", parents) >= whole("children", children):
        sentence = later("parents is {parents}, children {children}; expected fewer parents: some have to be left out")
        raise ValueError(say(sentence, parents=parents, children=children))
    random, start = np.random.default_rng(whole("seed", seed, low=0)), time.perf_counter()
    trial, records = network.copy(), []
    for generation in range(1, whole("generations", generations) + 1):
        brood = network.theta + spread * random.standard_normal((children, network.n_parameters))
        costs = []
        with np.errstate(over="ignore", invalid="ignore"):  # told below
            for child in brood:
                trial.theta = child
                costs.append(trial.loss(X, T).mean())
            trial.theta = brood[np.argsort(costs)[:parents]].mean(axis=0)
            loss, accuracy = measure(trial, X, T)
        if not np.isfinite(loss):
            sentence = later("the loss became {loss} in generation {generation}: spread is too large")
            raise FloatingPointError(say(sentence, loss=loss, generation=generation))
        network.theta = trial.theta
        records.append(Record(generation, generation, loss, accuracy, None, None, time.perf_counter() - start))
    return records


# ---- what is given is looked at ----


def _checked(model, X, y, validation):
    """(model, X, y, X_val, y_val), or a ValueError."""
    if not isinstance(model, NetworkClassifier):
        sentence = later("model is {model}; expected a NetworkClassifier(...), which says how to train")
        raise ValueError(say(sentence, model=brief(model)))
    shapes = [np.shape(part) for part in (X, y, *pair("validation", validation))]
    if [*map(len, shapes)] != [2, 1, 2, 1] or shapes[0][1] != shapes[2][1] \
            or shapes[0][0] != shapes[1][0] or shapes[2][0] != shapes[3][0]:
        sentence = later("X, y and the validation's X, y have the shapes {shapes}; expected (n, d), (n,), (m, d), (m,)")
        raise ValueError(say(sentence, shapes=series(map(str, shapes))))
    return model, X, y, *validation


def _several(name, values):
    with contextlib.suppress(TypeError):  # what is no series of things
        if not isinstance(values, str) and (several := list(values)):
            return several
    raise ValueError(say("{name} is {value}; expected one or more", name=name, value=brief(values)))


def _structure(widths):
    if not isinstance(widths, (tuple, list)):
        sentence = later("a structure is {widths}; expected a tuple of widths, such as (32, 32)")
        raise ValueError(say(sentence, widths=brief(widths)))
    return tuple(whole(later("the width of a layer"), width) for width in widths)
