"""The learner's own functions, for import in a notebook.

    from helpers.mine import sigmoid, forward    their own from my_network.py; the course's where there is none yet
    mine.lines()                                 the file, and how many of its lines are theirs

Each import says whose function it is. The file is read anew each time.
"""

import linecache

from .exercises import my_network
from .exercises.exercise import EXERCISES
from .words import later, say


def __getattr__(name):
    exercise = next((e for e in EXERCISES.values() if e.reference.__name__ == name), None)
    if exercise is None:
        raise AttributeError(say("no exercise of the course makes a function {name}", name=repr(name)))
    names, whose = together()
    if whose.get(name):
        print(say("{name}: yours, from {file}", name=name, file=my_network.place().name))
    else:
        print(say("{name}: the course's, until your own is right (exercise {id})", name=name, id=exercise.id))
    return names[name]


def together():
    """({name: function}, {name: is it the learner's?}): those of the file, and the course's among them."""
    path = my_network.place()
    try:
        text = my_network.text_of(path)
        names, there = my_network.loaded(text, path), my_network.pieces(text)
    except (Exception, SystemExit) as error:
        problem = f"{type(error).__name__}: {error}"
        sentence = later("{file} cannot be used ({problem}); the course's functions stand in.")
        print(say(sentence, file=path.name, problem=problem))
        names, there = my_network.loaded(my_network.START, path), {}
    for exercise in EXERCISES.values():
        if exercise.reference.__name__ not in names:
            add_course(names, exercise)
    return names, {name: piece.mine for name, piece in there.items()}


def add_course(names, exercise):
    """Put the course's function among the others, so that it calls the learner's where there are such."""
    reference, source = exercise.reference, exercise.solution
    known = {e.reference.__name__ for e in EXERCISES.values()} | {"np"}
    outside = [used for used in my_network.names_used(reference.__code__) if used in reference.__globals__]
    if not set(outside) <= known:
        names[reference.__name__] = reference
        return
    file = f"<the course's {exercise.id}>"
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    names.setdefault("np", reference.__globals__.get("np"))
    exec(compile(source, file, "exec"), names)


def lines():
    """Print my_network.py and how many lines of it the learner wrote; returns that number."""
    path = my_network.place()
    text = my_network.text_of(path)
    there = my_network.pieces(text)
    if not there:
        print(say("{file} is empty so far: a function goes in when its check says ✓.", file=path.name))
        return 0
    count = sum(len(piece.text.splitlines()) for piece in there.values() if piece.mine)
    course = [name for name, piece in there.items() if not piece.mine]
    print(text.rstrip())
    if course:
        sentence = later("{count} lines are yours. The course's own, not counted: {names}.")
        said = say(sentence, count=count, names=", ".join(course))
    else:
        said = say("{count} lines, all yours.", count=count)
    print(f"\n{said}")
    return count
