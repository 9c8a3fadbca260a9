"""What the notebooks ask at their beginning of earlier ones: each answer can be found in the head, in half a minute."""

from ...exercises.asking.recall import OPENINGS, add_recall

OPENINGS |= {  # one of the notebook before, one from further back; "03.c" is a question of its own notebook as well
    "02": ("01.shift", "00.set"), "03": ("02.moved", "01.half"), "04": ("03.c", "02.layers"),
    "04b": ("04.two", "03.b"), "05": ("04b.step", "04.share"), "05b": ("05.column", "04b.sum"),
    "05c": ("05b.first", "05.paths"), "05d": ("05.slope", "05.b"), "06": ("04.equal", "05.raise"),
    "06b": ("06.g", "05b.twice"), "06c": ("04b.epoch", "06.d"), "07": ("06c.choose", "02.linear"),
    "07b": ("07.a", "02.count"), "08": ("07.d", "03.e"), "09": ("08.c", "05.a"), "10": ("06.c", "06.begin"),
}

add_recall("00.set", "Deep learning has three steps. Which of them is done by `Network([784, 64, 10])`?", [
    ("A set of functions is defined", "The structure says which functions there are: one for each choice of the "
     "parameters."),
    ("It is measured how good a function is", "That takes data and a loss, and this line has neither."),
    ("The best function is picked", "That is the training. Here the parameters are still random."),
], right="a", misconception=13)

add_recall("01.shift", "Only the bias b of a neuron with two inputs changes. What does its line do?", [
    ("It turns", "Only the weights can turn it. The bias moves it sideways."),
    ("It shifts and keeps its direction", "The weights set the direction, and the bias says how far away the line is."),
    ("It stays, and only the answers change", "On the line z is 0. With another bias, z is 0 at other points."),
], right="b")

add_recall("01.half", "A sigmoid neuron has the weights 1 and 3 and the bias 1. Its input is (2, −1). What is its "
           "activation a?", [
    ("0", "That is z. The activation is σ(z)."),
    ("½", "z = 1 · 2 + 3 · (−1) + 1 = 0, and σ(0) = ½."),
    ("1", "σ comes near 1 only where z is large. Here z is 0."),
], right="b")

add_recall("02.moved", "Training moves all weights of a network 3-4-2. What does it compute afterwards?", [
    ("A function of another set", "The set belongs to the structure 3-4-2, and that has stayed."),
    ("The same function, only better", "The network answers differently now, so it is another function."),
    ("Another function of the same set", "The structure is the set, and the parameters choose one of its functions."),
], right="c", misconception=13)

add_recall("02.layers", "How many layers does the network 784-300-100-10 have?", [
    ("Three, and two of them are hidden", "The inputs do not count: they compute nothing and have no parameters."),
    ("Four, and two of them are hidden", "That counts the inputs, which have no weights and no biases."),
    ("Two", "Those are the hidden layers. The output layer has weights and biases, so it counts, too."),
], right="a", misconception=12)

add_recall("02.linear", "One layer computes 3x, the next one makes 2z + 1 of it, and there is no σ. Which single layer "
           "does the same?", [
    ("The one with w = 6 and b = 1", "2 · 3x + 1 is 6x + 1: without σ two layers are one."),
    ("The one with w = 5 and b = 1", "The second layer multiplies what the first one puts out: 2 · 3 is 6."),
    ("None: two layers can do more", "Without σ they cannot: 2 · 3x + 1 is a straight line, as one layer makes it."),
], right="a", misconception=22)

add_recall("02.count", "How many parameters does the network 784-8-10 have?", [
    ("6,352", "These are the weights. The biases of 18 neurons are missing."),
    ("6,370", "784 · 8 + 8 · 10 weights, and a bias for each of 8 + 10 neurons."),
    ("802", "That is the sum of the sizes. Each neuron has a weight for every number that it reads."),
], right="b")

add_recall("04.two", "Two examples have the losses 0.1 and 0.3. What are the cost J and the total loss L?", [
    ("J = 0.4, L = 0.2", "It is the other way round: J is the mean, L is the sum."),
    ("J = 0.4, L = 0.4", "Only the total loss is the sum. The cost is the mean."),
    ("J = 0.2, L = 0.4", "The cost is the mean of the losses, and the total loss is their sum."),
], right="c", misconception=11)

add_recall("04.share", "The right class gets a share of 0.1. What is the cross-entropy of this example?", [
    ("0.1", "That is the share. The loss is −ln of it, and grows when the share falls."),
    ("0.9", "That is what is missing to 1. Cross-entropy takes −ln of the share."),
    ("about 2.3", "−ln 0.1 = ln 10 = 2.3. A blind guess among ten digits costs as much."),
], right="c")

add_recall("04.equal", "Two scores are 0 and 0. Which shares does softmax make of them?", [
    ("0 and 0", "Shares always add up to 1."),
    ("1 and 1", "e⁰ is 1 for both, but then each is divided by their sum."),
    ("½ and ½", "Equal scores get equal shares, and the shares add up to 1."),
], right="c", misconception=16)

add_recall("04b.step", "L = w² has the slope 2w. From w = 1 you take one step with η = 0.25. Where are you then?", [
    ("at w = 0.5", "The step is η times the slope: 1 − 0.25 · 2 = 0.5."),
    ("at w = 0.75", "That is η alone. The step is η times the slope, and the slope is 2 here."),
    ("at w = 1.5", "That is the way uphill. The step is subtracted."),
], right="a")

add_recall("04b.sum", "η was good for the mean of 50 losses. Now you take the gradient of their sum. Which rate makes "
           "the same steps?", [
    ("a fiftieth of η", "The gradient of the sum is 50 times as large."),
    ("the same η", "The gradient is 50 times as large now, so the steps would be, too."),
    ("50 times η", "Then the steps would be 2,500 times as large, for the gradient has grown as well."),
], right="a", misconception=11)

add_recall("04b.epoch", "You have 60,000 digits and take them in batches of 64. How many steps does an epoch have?", [
    ("64", "That is the number of digits in one step."),
    ("938", "60,000 / 64 is 937.5, and the last batch, which is not full, is a step as well."),
    ("60,000", "That would be a step after each single digit."),
], right="b")

add_recall("05.column", "In the backward pass, the δ of layer 2 go back to the first neuron of layer 1. Which weights "
           "do they pass?", [
    ("the first row of W²", "In that row stand the weights into the first neuron of layer 2."),
    ("the first column of W²", "On these wires the first neuron of layer 1 sends its activation on. So they stand in a "
     "column, and the matrix is transposed."),
    ("the first row of W¹", "These weights lead from the inputs into the neuron. δ comes from the other side."),
], right="b", misconception=4)

add_recall("05.paths", "x reaches the loss along two paths. The slopes along one are 5 and 1, along the other 2 and "
           "−2. What is the slope of the loss for x?", [
    ("1", "5 · 1 + 2 · (−2) = 1: multiply along a path, and add over the paths."),
    ("−20", "That is the product of all four. Different paths are added."),
    ("5", "That is one path. The other one adds 2 · (−2)."),
], right="a", misconception=2)

add_recall("05.slope", "You know the activation a = σ(z), but not z. What is σ′(z)?", [
    ("σ′(a)", "σ′ belongs to z. At the place a it is another number."),
    ("a (1 − a)", "So the backward pass needs no more than what the forward pass has kept."),
    ("1 − a", "The factor a is missing. Where a is near 0, σ is flat, so its slope is near 0."),
], right="b", misconception=6)

add_recall("05.raise", "A weight of 4 stands on a wire that carries −1. It is raised to 4.2. How does z change?", [
    ("It falls by 0.2", "The slope of z for a weight is its input: 0.2 times −1."),
    ("It rises by 0.2", "That would be so for an input of 1. Here it is −1."),
    ("It falls by 0.8", "The 4 has no say. The slope of z for a weight is its input alone."),
], right="a", misconception=3)

add_recall("05b.first", "Why are the gradients of all layers computed before any weight changes?", [
    ("That takes fewer operations", "There are as many operations either way."),
    ("Otherwise the inputs would change", "They stay in any case. What δ still has to pass are the weights."),
    ("They have to belong to one θ", "δ goes back over the weights of the forward pass. Over new weights it would give "
     "the slopes of neither network."),
], right="c", misconception=9)

add_recall("05b.twice", "How long does the backward pass of the network 256-1000-1000-10 take, measured in forward "
           "passes?", [
    ("about 1,300,000, one for each parameter", "That is how long it takes to nudge each parameter once."),
    ("three, one for each layer", "At each layer it does that layer's work, and not a whole pass."),
    ("about two", "Each layer but the first needs two products as large as the one of the forward pass: for its "
     "gradient, and for the δ of the layer before."),
], right="c", misconception=10)

add_recall("06c.choose", "You have trained ten structures. Which data say which one you take?", [
    ("the training data", "A network that knows them by heart reads them all, and perhaps few others."),
    ("the test data", "Who chooses by them has no new digits left to say what the choice is worth."),
    ("the validation data", "No network has learned from them, and the test data stay new for the end."),
], right="c")

add_recall("06.begin", "A network for three classes has learned nothing yet. Which cost do you expect?", [
    ("0", "0 would be a network that is always sure and always right."),
    ("about 0.3", "⅓ is about the share that each class gets. The cost is −ln of that."),
    ("about 1.1", "Each class gets about a third, and ln 3 is 1.1."),
], right="c")
