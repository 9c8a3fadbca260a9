"""What Python's and NumPy's words for an error mean."""

from ...words import later

MEANINGS = {  # part of Python's or NumPy's words: what it means
    r"ufunc 'bitwise_xor'|for \^": later("`^` is no power in Python: that is `**`."),
    "boolean (?:subtract|negative)|ufunc 'positive'": later(
        "NumPy takes no + or − before True and False, and no difference of them: .astype(int) makes 1 and 0 of them."
    ),
    "tuple index out of range|invalid index to scalar":
        later("An array of more axes is wanted there: a row has one, and a number alone none."),
    "Calling nonzero on 0d": later("np.where with one thing in its brackets gives places; np.where(z > 0, 1, 0), with "
                                   "three, gives numbers."),
    r"'builtin_function_or_method'|'(?:\w+\.)?(?:function|method|ufunc)'|non-iterable function":
        later("It is a function there, and not what it gives back: is `(…)` missing behind its name?"),
    r"only (?:0-dimensional|length-1|size-1|integer scalar) arrays": later(
        "One number is wanted there, and it gets an array: float, int, range and a list's [ ] take single numbers."
    ),
    "truth value of an array": later("`if`, `while`, `and`, `or`, `not`, `in`, 0 < z < 1 and np.arange take one "
                                     "number, and here it is an array. np.where asks about each number."),
    r"Cannot cast ufunc.* to dtype\('u?int":
        later("An array of whole numbers takes no others: z = z / n makes a new array, z /= n does not."),
    "'NoneType' object has no attribute 'open'|closed file": later(
        "The file is closed there. What `with` opens is open in the lines below it alone, those further to the right."
    ),
    "NoneType": later("None is what a function without `return` gives back; print, .append and .sort do, too."),
    "inhomogeneous": later("A list there holds things of different shapes, so no one array can be made of it. Is each "
                           "of them meant for itself, or one alone?"),
    "multiply sequence by non-int|operand type.*'(?:list|tuple)'":
        later("A list does not calculate with its numbers. Should it be an array, np.array(…), or its numbers each for "
              "itself?"),
    r"can only concatenate (?:list|tuple)": later("`+` puts lists one behind the other, and takes nothing else. "
                                                  "np.array(…) makes an array, which can be added to."),
    r"'list' object has no attribute": later("It is a list. np.array(…) makes an array of it."),
    "keywords must be strings": later('What `**` hands over needs names that are texts, such as "W1".'),
    "'float' object cannot be interpreted": later("A whole number is wanted there: / gives decimals, and // none."),
    r"'(?:map|zip|filter|generator|itertools\.\w+)'":
        later("It makes its values only when asked, one after the other: list(…) makes a list of them."),
    "setting an array element with a sequence": later("One place of an array takes one number, and it gets several."),
    "object is not callable": later("What stands before the `(` is no function there. Is a `*` missing, has the name "
                                    "gone to something else, or are no brackets wanted, as after `.T`?"),
    r"'(?:numpy\.)?(?:int|float|bool)\d*_?' (?:object is not iterable|has no len)|over a 0-d array|of unsized":
        later("It is one number, and no list that one can go through; range(n) counts up to a whole one."),
    "cannot access local variable|referenced before assignment":
        later("That name gets its value in your function only after this line, or on another way through it."),
    "used as indices must be of integer|only integers, slices":
        later("Places in an array are counted by whole numbers, and here something else stands between [ and ]: "
              "decimals, or a text."),
    "keyword argument 'dim'": later("That is PyTorch's word. NumPy's is `axis`."),
    "values to unpack": later("On the left stand more names than things on the right, or fewer."),
    r"is out of bounds for axis \d+ with size":
        later("Places are counted from 0, so the last one is the size less 1. The row stands first between [ and ]."),
    "concatenation axis must match": later("Arrays that are put together are of one length along all other axes."),
    "cannot reshape": later("A table has as many numbers as its rows times its columns."),
    "unhashable type": later("A key of a dictionary, or a thing in a set, { }, is a number or a text, and no list or "
                             "array. [ ] makes a list, ( ) a tuple."),
    "axis .* is out of bounds": later("That array has fewer axes: axis=0 is its first, and a row alone has no second."),
    r"(?:bool|float|int)\d*_?' object has no attribute":
        later("It is one number there, and no array. np.where and np.maximum take both."),
    r"(?:bool|float|int)\d*_?' object (?:does not support item|is not subscriptable)":
        later("It is one number there, and no array: it has no places that one could ask for between [ and ]."),
    "list indices must be integers or slices, not tuple":
        later("A list takes one number between [ and ]: [i][j]; np.array(…) makes an array of it, which takes [i, j]. "
              "Or is a `,` missing between two lists, as in [1, 2] [3, 4]?"),
    "Numerical result out of range|math range error": later(
        "That is too large a number for Python's own ** and math. With NumPy's np.exp it is inf, and 1 / inf is 0."
    ),
    "division by zero": later("What stands below the fraction bar is 0 there."),
    "maximum recursion depth": later("A function calls itself there again and again, and nothing makes it stop."),
    "too many indices": later("That array has fewer axes than numbers stand between [ and ]."),
}
