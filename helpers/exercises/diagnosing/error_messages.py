"""What Python's and NumPy's words for an error mean."""

from ...words import later

MEANINGS = {  # part of Python's or NumPy's words: what it means
    r"ufunc 'bitwise_xor'|for \^": later("In Python `^` does not raise to a power: write `**`."),
    "boolean (?:subtract|negative)|ufunc 'positive'": later(
        "NumPy cannot subtract True and False, or put a + or − before them. .astype(int) turns them into 1 and 0."
    ),
    "tuple index out of range|invalid index to scalar":
        later("That needs an array with more axes. A single row has one axis, and a single number has none."),
    r"'builtin_function_or_method'|'(?:\w+\.)?(?:function|method|ufunc)'|non-iterable function":
        later("That is the function itself, not its result. Is `(…)` missing after its name?"),
    r"only (?:0-dimensional|length-1|size-1|integer scalar) arrays": later(
        "That line needs a single number, but it gets an array. float, int, range and the [ ] of a list each take one "
        "number."
    ),
    "truth value of an array": later("`if`, `while`, `and`, `or`, `not`, `in`, 0 < z < 1 and np.arange take one "
                                     "number, but here they get an array. np.where decides for each number."),
    r"Cannot cast ufunc.* to dtype\('u?int":
        later("An array of whole numbers cannot hold decimals. z = z / n makes a new array; z /= n tries to change the "
              "old one."),
    "'NoneType' object has no attribute 'open'|closed file": later(
        "The file is closed there. A file that `with` opens stays open only in the indented lines below it."
    ),
    "NoneType": later("Something there is None. A function without `return` gives None, and so do print, .append and "
                      ".sort."),
    "inhomogeneous": later("That list holds things of different shapes, so NumPy cannot make one array of them. Do you "
                           "want to use each of them separately, or only one?"),
    "multiply sequence by non-int|operand type.*'(?:list|tuple)'":
        later("Python cannot do arithmetic with a whole list or a text. Make an array of it with np.array(…), or take "
              "its numbers one by one."),
    r"can only concatenate (?:list|tuple)": later("`+` joins two lists end to end; it cannot join a list and something "
                                                  "else. To add numbers, make an array with np.array(…)."),
    r"'list' object has no attribute": later("That is a list, not an array. np.array(…) makes an array of it."),
    "'float' object cannot be interpreted": later("That line needs a whole number. / always gives a decimal number; // "
                                                  "between whole numbers gives a whole one."),
    r"'(?:map|zip|filter|generator|itertools\.\w+)'":
        later("That is not a list yet: it makes its values one after the other, when asked. list(…) makes a list of "
              "them."),
    "setting an array element with a sequence": later("One place in an array holds one number, but it is given "
                                                      "several."),
    "object is not callable": later("What stands before the `(` is not a function. Is a `*` missing, has the name been "
                                    "given to something else, or are there brackets where none belong, as after `.T`?"),
    r"'(?:numpy\.)?(?:int|float|bool)\d*_?' (?:object is not iterable|has no len)|over a 0-d array|of unsized":
        later("That is a single number: it has no length, and a loop cannot go through it. range(n) "
              "counts from 0 up to a whole number n."),
    "cannot access local variable|referenced before assignment":
        later("Your function uses that name before it has a value: the line that sets it comes later, or did not run."),
    "used as indices must be of integer|only integers, slices":
        later("Places in an array have whole numbers, but here there is something else between [ and ], such as a "
              "decimal number or a text."),
    "keyword argument 'dim'": later("That is PyTorch's word. NumPy calls it `axis`."),
    "values to unpack": later("The number of names on the left is not the number of things on the right."),
    r"is out of bounds for axis \d+ with size":
        later("Places are counted from 0, so the last one is the size minus 1. Between [ and ] the row comes first."),
    "cannot reshape": later("The new shape has to hold exactly as many numbers as the array has: for a table, rows "
                            "times columns."),
    "unhashable type": later("The keys of a dictionary and the things in a set, { }, can be numbers or texts, but not "
                             "lists or arrays. [ ] makes a list, ( ) a tuple."),
    "axis .* is out of bounds": later("That array has fewer axes. axis=0 is the first, and a single row has no second "
                                      "one."),
    r"(?:bool|float|int)\d*_?' object has no attribute":
        later("That is a single number, not an array. np.where and np.maximum work on both."),
    r"(?:bool|float|int)\d*_?' object (?:does not support item|is not subscriptable)":
        later("That is a single number, not an array, so [ and ] cannot pick a place out of it."),
    "list indices must be integers or slices, not tuple":
        later("A list takes one number between [ and ], so write [i][j]; np.array(…) makes an array of it, which takes "
              "[i, j]. Or is a `,` missing between two lists, as in [1, 2] [3, 4]?"),
    "Numerical result out of range|math range error": later(
        "That is too large a number for Python's own ** and math. With NumPy's np.exp it is inf, and 1 / inf is 0."
    ),
    "division by zero": later("Something is divided by 0 there."),
    "maximum recursion depth": later(
        "A function calls itself there again and again: nothing makes it stop, or more calls wait for one another than "
        "Python allows. A loop has no such limit."
    ),
}
