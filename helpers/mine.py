"""The learner's own functions, for import in a notebook.

    from helpers.mine import sigmoid, forward    their own from my_network.py; the course's where there is none yet
    mine.lines()                                 the file, and how many of its lines are theirs
    mine.keep(pad)                               keep the digits that were saved on a pad; mine.digits() has them
    mine.picture(figure)                         keep a figure as my_network.png
    mine.how_long(work, len(X), epochs)          say how long a training will take; work(n) does an epoch of n examples
    mine.leave()                                 make a program of it, which runs without a notebook
    mine.drive() mine.download() mine.upload()   keep it all where a lent machine does not forget it

Each import says whose function it is. The file is read anew each time, and run again if it has changed.
"""

import functools
import io
import linecache
import time

from IPython import get_ipython

from .exercises.exercise import EXERCISES
from .exercises.keeping import leaving, network_file, progress_file
from .exercises.keeping.network_file import Unreadable, network_path, pieces, text_of
from .exercises.keeping.source import lines as lines_of
from .exercises.lent import download, drive, upload  # noqa: F401
from .storage import written_whole
from .words import later, say, series

NOT_YET = later("{name}: the course's, until your own is right (exercise {id})")
UNUSABLE = later("{file} cannot be used ({problem}).")


def __getattr__(name):
    exercise = next((e for e in EXERCISES.values() if e.reference.__name__ == name), None)
    if exercise is None:
        names, *_ = together()
        if not name.startswith("_") and name in names:  # of an exercise that is no longer asked, or one of their own
            return names[name]
        raise AttributeError(say("no exercise of the course makes a function {name}", name=repr(name)))
    names, there, moved = together()
    if there is not None:
        path = network_path() if name in there else leaving.archive_path()
        print(whose(exercise, there.get(name) or moved.get(name), path))
    return names[name]


def whose(exercise, piece, path):
    """Whose function it is, as a sentence."""
    told = dict(name=exercise.reference.__name__, file=(path if piece else network_path()).name, id=exercise.id)
    if piece and piece.mine:
        return say("{name}: yours, from {file}", **told)
    if piece and piece.copied and exercise.id in progress_file.done():
        return say("{name}: the course's solution, from {file} (exercise {id})", **told)
    if exercise.id in progress_file.done():
        return say("{name}: the course's, since yours is not in {file} (check {id} again: it says why)", **told)
    return say(NOT_YET, **told)


def not_yet():
    """What is said, for each function of the course, where there is none of the learner's."""
    return [say(NOT_YET, name=one.reference.__name__, id=one.id) for one in EXERCISES.values()]


def together():
    """({name: function}, {name: Piece} of the file, those of the other one); the course's functions are among them. No
    pieces, None, where a file cannot be used, which is said."""
    try:
        text, other = text_of(network_path()), text_of(leaving.archive_path())
        names, problem = read(cell(), text, other, network_path())
        if problem:
            raise problem
        return dict(names), pieces(text), pieces(other)
    except (Unreadable, OSError) as problem:
        sentence = later("{file} cannot be used ({problem}); the course's functions stand in.")
        warn(cell(), network_path(), say(sentence, file=network_path().name, problem=problem))
        return dict(loaded("", "", network_path())), None, None


def cell():
    """The number of the notebook's cell that runs; None outside a notebook."""
    return getattr(get_ipython(), "execution_count", None)


@functools.lru_cache(maxsize=1)
def read(cell, text, other, path):
    """(what `loaded` gives, None), or (None, why not), once a cell: a file that never ends takes its time each time."""
    try:
        return loaded(text, other, path), None
    except Unreadable as problem:
        return None, problem


@functools.lru_cache(maxsize=1)
def warn(cell, path, text):
    """Say it, once a cell: an import of three names asks three times."""
    print(text)


@functools.lru_cache(maxsize=2)
def loaded(text, other, path):
    """What the two texts define, the first before the other, and the course's functions that are in neither."""
    names = network_file.loaded(text or network_file.START, path)
    linecache.cache[str(path)] = len(text), None, [*io.StringIO(text)], str(path)
    if other:
        first = dict(names)
        network_file.loaded(other, leaving.archive_path(), names)
        names.update(first)
    for exercise in EXERCISES.values():
        if exercise.reference.__name__ not in names:
            add_course(names, exercise)
    return names


def add_course(names, exercise):
    """Put the course's function among the others, so that it calls the learner's where there are such."""
    reference, source = exercise.reference, exercise.solution
    known = {e.reference.__name__ for e in EXERCISES.values()} | {"np"}
    if not {name for name in lines_of(source).reads if name in reference.__globals__} <= known:
        names[reference.__name__] = reference
        return
    file = f"{network_file.COURSE_FILE}{exercise.id}>"
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    names.setdefault("np", reference.__globals__.get("np"))
    exec(compile(source, file, "exec"), names)


def keep(pad):
    """Put the digits that were saved on a pad into my_digits.npz, beside my_network.py."""
    try:
        if len(pad.labels):
            leaving.keep_digits(pad.images, pad.labels)
        count, file = len(leaving.own_digits()[1]), leaving.own_digits_file().name
    except (OSError, ValueError) as problem:  # a full disk, a damaged file
        print(say("Your handwritten digits could not be saved: {problem}", problem=problem))
        return
    print(say("Your handwritten digits in {file}: {count}.", count=count, file=file))


def digits():
    """The digits that `keep` has kept: images (n, 784) float32, labels (n,); n may be 0."""
    return leaving.own_digits()


def readable():
    """The text of my_network.py; None where it cannot be used, which is said."""
    try:
        return text_of(network_path())
    except (Unreadable, OSError) as problem:
        print(say(UNUSABLE, file=network_path().name, problem=problem))


def counted():
    """(lines of my_network.py that the learner wrote, lines of the course's that stand in for theirs)."""
    there = pieces(readable() or "").values()
    count = lambda mine: sum(network_file.own_lines(piece) for piece in there if piece.mine == mine)  # noqa: E731
    return count(True), count(False)


def picture(figure):
    """Keep a figure as my_network.png beside my_network.py, whole or not at all."""
    from .plots.show import alt_text, to_png  # what a learner imports first needs no pictures

    path = network_path().with_name("my_network.png")
    try:
        with written_whole(path) as file:
            file.write(to_png(figure))
    except OSError as problem:
        print(say("The picture could not be kept: {problem}", problem=problem))
        return
    print(say("The picture is in {file}. Its words, for those who cannot see it: {alt}", file=path.name,
              alt=alt_text(figure)))


def how_long(work, examples, epochs):
    """Say beforehand how long `epochs` times work(examples) would take: work(n) does it with n of them, with few at
    first, and with twice as many until that takes long enough to go by."""
    print(say("How long will this take? A few examples tell …"))
    n = min(64, examples)
    while True:
        began = time.perf_counter()
        work(n)
        seconds = time.perf_counter() - began
        if seconds > 0.5 or n == examples:
            break
        n = min(2 * n, examples)
    seconds *= epochs * examples / n
    print(say("This will take about {seconds:.0f} seconds.", seconds=seconds))
    if seconds > 1800:
        print(say("That is {hours:.1f} hours. Stop it with ■, and put a matrix product where your functions loop over "
                  "examples or pixels.", hours=seconds / 3600))


def leave():
    """Make my_network.py a program: it trains and reads photos without a notebook."""
    try:
        print("\n".join(leaving.leave()))
    except (Unreadable, OSError) as problem:
        print(say(UNUSABLE, file=network_path().name, problem=problem))


def lines():
    """Print my_network.py and how many lines of it the learner wrote; returns that number."""
    text = readable()
    if text is None:
        return 0
    there = pieces(text)
    if not there:
        print(say("{file} is empty so far: a function goes in when its check says ✓.", file=network_path().name))
        return 0
    print(text.rstrip())
    count = sum(network_file.own_lines(piece) for piece in there.values() if piece.mine)
    course = [name for name, piece in there.items() if not piece.mine]
    if course:
        sentence = later("{count} lines are yours. The course's own, not counted: {names}.")
        said = say(sentence, count=count, names=series(course))
    else:
        said = say("{count} lines make your network.", count=count)
    print(f"\n{said}")
    return count
