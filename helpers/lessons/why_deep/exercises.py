"""Questions and guesses of notebook 08."""

from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question

add_question(
    "08.a", "Five layers had 17.2 % errors, seven had 17.1 %. What do you expect of fourteen?",
    [
        ("Clearly fewer errors: deeper is better", "From five layers to seven the errors fell by only 0.1 points, for "
                                                   "8.4 million parameters."),
        ("Perhaps no gain, perhaps worse", "It has to be tried. The gain per layer had all but ended, and a good "
         "function may be in the set and still out of reach."),
        ("About half the errors, with twice the depth", "Errors do not fall in step with depth: from one layer to two "
         "they fell by 3.8 points, from five to seven by 0.1."),
        ("More errors: its function set is smaller", "Fourteen layers can come as close as you like to whatever seven "
         "do. Which of their functions training picks is another question."),
    ],
    right="b", misconception=20,
)


add_question(
    "08.c", "One hidden layer with enough neurons can realize any continuous function. What follows for your network?",
    [
        ("Depth is useless, one layer will do", "One layer can do it, but the theorem does not say at what price. "
         "Section 1 compares deep and wide at the same price."),
        ("Training will find the function", "The theorem says nothing about training: a function may be in the set and "
         "not be found."),
        ("A wide enough one holds a good function", "That is all: it exists. How many neurons are enough, and how to "
         "find their parameters, is left open."),
        ("Enough layers of one neuron do it, too", "The theorem speaks of neurons side by side. A chain of single "
         "neurons only rises or only falls."),
    ],
    right="c", misconception=18,
)


add_guess(
    "08.q",
    "What percentage of the words does a single layer with as many parameters as five layers of 2048 get wrong?",
    "number", "In this table depth pays at the same number of parameters: even the widest layer tried, with 159.5 "
    "million parameters, stays at 22.1 %.",
    unit="%", low=0, high=40,
)
add_guess(
    "08.r", "With 10,000 digits to learn from, which reads more of the new digits: seven layers of 128, or one layer "
    "of 499, which has as many parameters?",
    "choice", "With this η two layers are a little ahead of one layer of the same size. From five layers on it is the "
              "other way round.",
    choices=["the seven layers", "the one layer"],
)
add_guess(
    "08.x", "And on the 1,000 digits that both were trained on: how do the seven layers of 128 read them, beside the "
    "layer of 499?",
    "choice", "Both read all of them. The seven layers have learned these digits by heart just as well, and what they "
    "learned carries over less.",
    choices=["they read fewer of them", "they read as many of them"],
)
add_guess(
    "08.s", "Trained on 1,000 digits: which of the four reads the most new digits?",
    "choice", "It has a sixteenth of the wide layer's parameters and only one hidden layer. Sharing the weights and "
    "pooling work together: without pooling, sharing brought little.",
    choices=["two convolutions", "one convolution", "small patches, not shared", "one wide layer"],
)
add_guess(
    "08.z", "Forty neurons, trained with Adam from five random starts: how far from the curve are they at most? (Take "
    "the middle one of the five. Built by hand: 0.03.)",
    "number", "Training found something about as good. That need not be so: the theorem does not promise it.",
    low=0.001, high=10, log=True, digits=1,
)
add_guess(
    "08.w", "How often does 1-8-8-1, with as many parameters, turn if its weights are set in this way?",
    "number",
    "The second layer makes eight pieces of each of the first layer's eight: width adds, depth multiplies.",
    low=1, high=1000, log=True,
)
