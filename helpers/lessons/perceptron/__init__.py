"""A neuron; perceptron against logistic regression; what no neuron alone can do: XOR."""
