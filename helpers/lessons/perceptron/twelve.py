"""The twelve questions on misconceptions that are asked before the course and, with other numbers, at its end."""

from ...exercises.asking.before_after import add_belief

add_belief(
    "01.who", 1, "Who lowers the loss",
    "A program trains a network of {layers} layers “by backpropagation”. What lowers the loss?",
    ["Backpropagation", "Gradient descent, with slopes from backpropagation", "Both: they are two names of one thing",
     "The targets, which are sent backward"], "b",
    "Backpropagation computes slopes and moves nothing. Gradient descent takes the step.",
    dict(layers="4"), dict(layers="9"),
)
add_belief(
    "01.paths", 2, "Two paths to the loss",
    "a moves b with slope {b} and c with slope {c}. b moves the loss with slope {over_b}, and c with slope {over_c}. "
    "What is the slope of the loss for a?",
    ["{one}", "{product}", "{right}", "{size}"], "c",
    "Multiply along each path and add over the paths: {b} · {over_b} + ({c}) · {over_c} = {right}.",
    dict(b="2", c="−1", over_b="3", over_c="4", one="6", product="−24", right="2", size="10"),
    dict(b="3", c="−2", over_b="2", over_c="1", one="6", product="−12", right="4", size="8"),
)
add_belief(
    "01.weight", 3, "The slope for a weight",
    "z = {w}x₁ + 2x₂ + 1, and the input is ({x}, −4). The weight {w} becomes {more}. By how much does z rise?",
    ["{times}", "{right}", "0.1", "That depends on the {w}"], "b",
    "The slope of z for a weight is its input: {x} · 0.1 = {right}. How large the weight is has no say.",
    dict(w="5", x="3", more="5.1", times="0.5", right="0.3"), dict(w="6", x="5", more="6.1", times="0.6", right="0.5"),
)
add_belief(
    "01.back", 5, "What the way back does",
    ("All slopes with which a backward pass starts at the output change their sign; weights and input stay. What "
     "happens to the slopes of layer 1?",
     "All slopes with which a backward pass starts at the output become five times as large; weights and input stay. "
     "What happens to the slopes of layer 1?"),
    ["The same happens to them", "It happens to some of them", "It happens to a lesser degree, through σ",
     "They stay as they are"], "a",
    "On the way back each slope is only multiplied by fixed numbers and added. So what is done to all of them at the "
    "start is done to all of them at the end.",
)
add_belief(
    "01.cost", 10, "What all slopes cost",
    "A network has {n} parameters, and a forward pass takes {t} s. How long does backpropagation take for all slopes?",
    ["about {few} s", "about {some} s", "about {all} s", "That depends on the loss"], "a",
    "It is one forward pass and one backward pass, and the latter has at most twice as many products to compute.",
    dict(n="1,000,000", t="1", few="3", some="1,000", all="1,000,000"),
    dict(n="4,000,000", t="10", few="30", some="20,000", all="40,000,000"),
)
add_belief(
    "01.sum", 11, "Mean or sum",
    "η = {eta} is good for the mean of {n} losses. Which η takes the same steps with their sum?",
    ["{eta}", "{right}", "{wrong}", "None: the sum is lowest elsewhere"], "b",
    "The slopes of the sum are {n} times as large, so η has to be {n} times as small. Mean and sum are lowest at the "
    "same place.",
    dict(eta="0.2", n="100", right="0.002", wrong="20"), dict(eta="0.5", n="50", right="0.01", wrong="25"),
)
add_belief(
    "01.set", 13, "What a structure is",
    "A structure {sizes} has no weights yet. How many functions is it?",
    ["one alone", "as many as it has neurons", "one for each choice of its parameters",
     "none before it is trained"], "c",
    "A structure is a set of functions. Each choice of weights and biases is one of them.",
    dict(sizes="2-3-1"), dict(sizes="4-5-2"),
)
add_belief(
    "01.outputs", 16, "What sigmoid outputs say",
    "Two sigmoid outputs say {one} and {two}. What does that mean?",
    ["An error: together they are more than 1", "The first class has {share} %", "Each of them speaks for itself",
     "The first class has {percent} %, the second one the rest"], "c",
    "Each sigmoid looks at its own z alone. Shares that add up to 1 come from softmax.",
    dict(one="0.7", two="0.6", share="54", percent="70"), dict(one="0.8", two="0.9", share="47", percent="80"),
)
add_belief(
    "01.width", 18, "What universality promises",
    "A layer of {n} hidden neurons does not learn a certain continuous function. Is the universality theorem wrong?",
    ["Yes", "Yes, if η was right", "No: some width and some parameters do it", "No: it is about deep networks"], "c",
    "The theorem says that a wide enough layer has good parameters. It says neither how wide nor that training finds "
    "them.",
    dict(n="50"), dict(n="200"),
)
add_belief(
    "01.linear", 22, "Layers without σ",
    "{n} layers compute W a + b, one after the other, without σ. What can they do that a single one cannot?",
    ["They bend a straight line", "Nothing", "The same, only more exactly", "More, if they are wide"], "b",
    "A linear function of a linear function is linear again, and one layer can be any of these.",
    dict(n="10"), dict(n="6"),
)
add_belief(
    "01.alike", 23, "Weights that begin alike",
    "All weights of a network start at {w} and all biases at 0. How many different neurons does its hidden layer of "
    "{n} have after training?",
    ["{n}", "1", "2", "That depends on η"], "b",
    "These hidden neurons get the same slopes, so they stay alike. A random start makes them differ.",
    dict(w="0.5", n="8"), dict(w="0.3", n="12"),
)
add_belief(
    "01.uphill", 24, "When a step raises the loss",
    "All slopes are exact, and yet a step with η = {eta} raised the loss. What does that tell you?",
    ["It cannot be", "The step was too long", "It was a mini-batch", "The slopes have the wrong sign"], "b",
    "A slope tells the way down here and now. A long step can end on the other side of the valley, higher than before.",
    dict(eta="2"), dict(eta="5"),
)
