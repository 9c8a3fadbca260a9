"""Answers to the exercises of notebook 07 as learners write them; see exercise_answers_01.py."""

import heapq
import math

import numpy as np

from helpers import Convolution, MaxPool, Network, lecture

DIFFERENTLY, SLIPS = {}, {}


# ---- 07.1 ----


def starts_by_loop(accuracies):
    means, ranges = [], []
    for row in accuracies.tolist():
        means.append(sum(row) / len(row))
        ranges.append(max(row) - min(row))
    return means, ranges


def starts_from_the_other_side(accuracies):
    return np.mean(accuracies.T, axis=0), accuracies.max(-1) - accuracies.min(-1)


def starts_by_einsum(accuracies):
    ordered = np.sort(accuracies, axis=1)
    return [np.einsum("ij->i", accuracies) / accuracies.shape[1], ordered[:, -1] - ordered[:, 0]]


def starts_stacked(accuracies):
    return np.stack([accuracies.mean(axis=1), accuracies.max(axis=1) - accuracies.min(axis=1)])


def starts_in_percent(accuracies):
    return 100 * accuracies.mean(axis=1), 100 * np.ptp(accuracies, axis=1)


def starts_down(accuracies):
    return accuracies.mean(0), accuracies.max(0) - accuracies.min(0)


def starts_mean_only(accuracies):
    return accuracies.mean(axis=1)


def starts_worst_and_best(accuracies):
    return accuracies.mean(axis=1), (accuracies.min(axis=1), accuracies.max(axis=1))


def starts_of_all(accuracies):
    return accuracies.mean(axis=1), accuracies.max() - accuracies.min()


DIFFERENTLY["07.1"] = [starts_by_loop, starts_from_the_other_side, starts_by_einsum, starts_stacked]
SLIPS["07.1"] = [
    ("is 100 times what it should be", starts_in_percent),
    ("down the columns", starts_down),
    ("expected 2 things: mean, range", starts_mean_only),
    ("range has shape (2, 1)", starts_worst_and_best),
    ("range has shape ()", starts_of_all),
]


# ---- 07.2 ----


def budget_by_formula(inputs, outputs, depth, budget):
    a, b, c = depth - 1, inputs + outputs + depth, outputs - budget  # a w² + b w + c = 0
    width = -c / b if a == 0 else (-b + math.sqrt(b * b - 4 * a * c)) / (2 * a)
    return (inputs, *[int(width + 1e-9)] * depth, outputs)


def budget_by_search(inputs, outputs, depth, budget):
    structures = [[inputs, *[width] * depth, outputs] for width in range(1, 200)]
    return max((s for s in structures if lecture.count_parameters(s) <= budget), key=lecture.count_parameters)


def budget_of_uneven_layers(inputs, outputs, depth, budget):
    sizes = np.array([inputs, *[1] * depth, outputs])
    while True:
        for layer in range(depth, 0, -1):
            sizes[layer] += 1
            if lecture.count_parameters(sizes.tolist()) > budget:
                sizes[layer] -= 1
                return sizes


def budget_counted_by_hand(inputs, outputs, depth, budget):
    w = 1
    while True:
        w += 1
        count = (inputs + 1) * w + (depth - 1) * (w + 1) * w + (w + 1) * outputs
        if count > budget:
            return [inputs] + depth * [w - 1] + [outputs]


def budget_without_biases(inputs, outputs, depth, budget):
    w = 1
    while inputs * w + (depth - 1) * w * w + w * outputs <= budget:
        w += 1
    return [inputs] + [w - 1] * depth + [outputs]


def budget_one_too_far(inputs, outputs, depth, budget):
    w = 1
    while lecture.count_parameters([inputs] + [w] * depth + [outputs]) <= budget:
        w += 1
    return [inputs] + [w] * depth + [outputs]


def budget_by_division(inputs, outputs, depth, budget):
    w = budget // (inputs * depth)
    return [inputs] + [w] * depth + [outputs]


def budget_in_fractions(inputs, outputs, depth, budget):
    w = (budget - outputs) / (inputs + outputs + depth) / depth
    return [inputs] + [w] * depth + [outputs]


def budget_barely_used(inputs, outputs, depth, budget):
    return [inputs] + [2] * depth + [outputs]


def budget_exceeded_a_little(inputs, outputs, depth, budget):
    w = 1
    while lecture.count_parameters([inputs] + [w + 1] * depth + [outputs]) <= 1.05 * budget:
        w += 1
    return [inputs] + [w] * depth + [outputs]


def budget_with_float_widths(inputs, outputs, depth, budget):
    return [inputs] + [float(w) for w in budget_counted_by_hand(inputs, outputs, depth, budget)[1:-1]] + [outputs]


def budget_of_one_layer(inputs, outputs, depth, budget):
    return [inputs, (budget - outputs) // (inputs + outputs + 1), outputs]


def budget_as_width(inputs, outputs, depth, budget):
    w = 1
    while lecture.count_parameters([inputs] + [w + 1] * depth + [outputs]) <= budget:
        w += 1
    return w


DIFFERENTLY["07.2"] = [budget_by_formula, budget_by_search, budget_of_uneven_layers, budget_counted_by_hand]
SLIPS["07.2"] = [
    ("do not count the biases", budget_without_biases),
    ("one neuron too far", budget_one_too_far),
    ("over budget: it has 1617 parameters, and 1564 are allowed", budget_exceeded_a_little),
    ("whole number of neurons, at least 1, and Python knows whole numbers as int", budget_with_float_widths),
    ("fewer hidden layers than", budget_of_one_layer),
    ("over budget", budget_by_division),
    ("whole number of neurons", budget_in_fractions),
    ("wastes the budget", budget_barely_used),
    ("which the check cannot use", budget_as_width),
]


# ---- 07.3 ----


def survivors_by_pairs(fitness, n):
    ranked = sorted(fitness.items(), key=lambda pair: -pair[1])
    return [structure for structure, _ in ranked[:n]]


def survivors_by_heap(fitness, n):
    return tuple(heapq.nlargest(n, fitness, key=lambda structure: fitness[structure]))


def survivors_one_by_one(fitness, n):
    left, best = dict(fitness), []
    while len(best) < n:
        best.append(max(left, key=left.get))
        del left[best[-1]]
    return best


def survivors_by_argsort(fitness, n):
    structures = list(fitness)
    return [structures[i] for i in np.argsort(list(fitness.values()))[::-1][:n]]


def survivors_last_of_equals(fitness, n):
    return sorted(list(fitness)[::-1], key=fitness.get, reverse=True)[:n]


def survivors_by_inverted(fitness, n):
    inverted = {fit: structure for structure, fit in fitness.items()}
    return [inverted[fit] for fit in sorted(inverted, reverse=True)[:n]]


def survivors_twice(fitness, n):
    inverted = dict(zip(fitness.values(), fitness.keys(), strict=True))
    return [inverted[fit] for fit in sorted(fitness.values())[::-1][:n]]


def survivors_as_dict(fitness, n):
    return dict(sorted(fitness.items(), key=lambda pair: pair[1], reverse=True)[:n])


def survivors_as_generator(fitness, n):
    return (structure for structure in sorted(fitness, key=fitness.get, reverse=True)[:n])


def survivors_unordered(fitness, n):
    values = sorted(fitness.values())
    return [structure for structure in fitness if fitness[structure] in values[-n:]]


def survivors_least(fitness, n):
    return sorted(fitness, key=lambda structure: fitness[structure])[:n]


def survivors_by_size(fitness, n):
    return sorted(fitness, reverse=True)[:n]


def survivors_pairs(fitness, n):
    return sorted(fitness.items(), key=lambda pair: pair[1], reverse=True)[:n]


def survivors_best(fitness, n):
    return max(fitness, key=fitness.get)


def survivors_places(fitness, n):
    return np.argsort(list(fitness.values()))[::-1][:n]


DIFFERENTLY["07.3"] = [survivors_by_pairs, survivors_by_heap, survivors_one_by_one, survivors_by_argsort,
                       survivors_last_of_equals]
SLIPS["07.3"] = [
    ("keeps only one of them", survivors_by_inverted),
    ("finds one of them twice", survivors_twice),
    ("expected a list of 2 structures", survivors_as_dict),
    ("makes its values only when asked", survivors_as_generator),
    ("in the order in which they came", survivors_unordered),
    ("least fit", survivors_least),
    ("sorts by the widths", survivors_by_size),
    ("pairs of structure and fitness", survivors_pairs),
    ("not a list of several", survivors_best),
    ("places in the list", survivors_places),
]


# ---- 07.4 ----


def maps_by_einsum(maps, kernel, b):
    windows = np.lib.stride_tricks.sliding_window_view(maps, kernel.shape[:2], axis=(0, 1))
    return np.einsum("ijcuv,uvc->ij", windows, kernel) + b


def maps_by_kernel_places(maps, kernel, b):
    k = len(kernel)
    h, w = maps.shape[0] - k + 1, maps.shape[1] - k + 1
    z = np.full((h, w), b)
    for u in range(k):
        for v in range(k):
            z = z + maps[u : u + h, v : v + w] @ kernel[u, v]
    return z


def maps_by_the_layer(maps, kernel, b):
    layer = Convolution(1, len(kernel))
    return layer.forward([kernel.reshape(1, -1), np.array([b])], maps[None])[0, :, :, 0]


def maps_in_lists(maps, kernel, b):
    k = len(kernel)
    rows = range(maps.shape[0] - k + 1)
    columns = range(maps.shape[1] - k + 1)
    return [[float(np.vdot(maps[i : i + k, j : j + k], kernel)) + b for j in columns] for i in rows]


def maps_flipped(maps, kernel, b):
    return maps_by_einsum(maps, np.flip(kernel, axis=(0, 1)), b)


def maps_flipped_all(maps, kernel, b):
    return maps_by_einsum(maps, np.flip(kernel), b)


def maps_not_summed(maps, kernel, b):
    k = len(kernel)
    z = np.zeros((maps.shape[0] - k + 1, maps.shape[1] - k + 1, maps.shape[2]))
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            z[i, j] = (kernel * maps[i : i + k, j : j + k]).sum(axis=(0, 1)) + b
    return z


def maps_too_short(maps, kernel, b):
    k = len(kernel)
    h, w, c = maps.shape
    z = np.zeros((h - k, w - k))
    for i in range(h - k):
        for j in range(w - k):
            z[i, j] = np.sum(kernel * maps[i : i + k, j : j + k, :]) + b
    return z


def maps_last_places_zero(maps, kernel, b):
    k = len(kernel)
    h, w, c = maps.shape
    z = np.zeros((h - k + 1, w - k + 1))
    for i in range(h - k):
        for j in range(w - k):
            z[i, j] = np.sum(kernel * maps[i : i + k, j : j + k, :]) + b
    return z


def maps_padded(maps, kernel, b):
    k = len(kernel)
    wide = np.pad(maps, ((0, k - 1), (0, k - 1), (0, 0)))
    return maps_by_einsum(wide, kernel, b)


def maps_matrix_product(maps, kernel, b):
    k = len(kernel)
    z = np.zeros((maps.shape[0] - k + 1, maps.shape[1] - k + 1))
    for i, j in np.ndindex(z.shape):
        z[i, j] = np.sum(kernel @ maps[i : i + k, j : j + k]) + b
    return z


DIFFERENTLY["07.4"] = [maps_by_einsum, maps_by_kernel_places, maps_by_the_layer, maps_in_lists]
SLIPS["07.4"] = [
    ("kernel is flipped", maps_flipped),
    ("order of the maps", maps_flipped_all),
    ("z for each map", maps_not_summed),
    ("not h − k", maps_too_short),
    ("stay 0", maps_last_places_zero),
    ("has shape (2, 3); expected (1, 2)", maps_padded),
    ("are not the same: (2, 2, 1) @ (2, 2, 1)", maps_matrix_product),
]


# ---- 07.5 ----


def cost_of_a_network(shape, filters, kernel, pool):
    net = Network([shape, Convolution(filters, kernel), MaxPool(pool), 2])
    after = net.forward(np.zeros((1, math.prod(shape)))).a[2].shape[1:]
    return after, net.n_parameters - lecture.count_parameters([math.prod(after), 2])


def cost_by_places(shape, filters, kernel, pool):
    h = len(range(pool, shape[0] - kernel + 2, pool))
    w = math.floor((shape[1] - kernel + 1) / pool)
    return np.array([h, w, filters]), sum([kernel**2 * shape[2]] * filters) + filters


def cost_with_an_array(shape, filters, kernel, pool):
    h, w, c = shape
    after = np.array([(h - kernel + 1) // pool, (w - kernel + 1) // pool, filters])
    return after, filters * kernel**2 * c + filters


def cost_as_floats(shape, filters, kernel, pool):
    height, width, channels = np.array(shape, float)
    rows, columns = np.floor((np.array([height, width]) - kernel + 1) / pool)
    return (rows, columns, filters), filters * kernel**2 * channels + filters


def cost_one_channel(shape, filters, kernel, pool):
    h, w, c = shape
    return ((h - kernel + 1) // pool, (w - kernel + 1) // pool, filters), filters * (kernel**2 + 1)


def cost_shape_alone(shape, filters, kernel, pool):
    h, w, c = shape
    return (h - kernel + 1) // pool, (w - kernel + 1) // pool, filters


def cost_rounded(shape, filters, kernel, pool):
    h, w, c = shape
    h, w = math.ceil((h - kernel + 1) / pool), math.ceil((w - kernel + 1) / pool)
    return (h, w, filters), (kernel**2 * c + 1) * filters


def cost_to_the_nearest(shape, filters, kernel, pool):
    h, w, c = shape
    return (round((h - kernel + 1) / pool), round((w - kernel + 1) / pool), filters), (kernel**2 * c + 1) * filters


def cost_pooled_first(shape, filters, kernel, pool):
    h, w, c = shape
    return (h // pool - kernel + 1, w // pool - kernel + 1, filters), (kernel**2 * c + 1) * filters


def cost_minus_pool(shape, filters, kernel, pool):
    h, w, c = shape
    return (h - kernel + 1 - pool + 1, w - kernel + 1 - pool + 1, filters), (kernel**2 * c + 1) * filters


def cost_channels_first(shape, filters, kernel, pool):
    h, w, c = shape
    return (filters, (h - kernel + 1) // pool, (w - kernel + 1) // pool), (kernel**2 * c + 1) * filters


DIFFERENTLY["07.5"] = [cost_of_a_network, cost_by_places, cost_with_an_array, cost_as_floats]
SLIPS["07.5"] = [
    ("sees all channels", cost_one_channel),
    ("expected 2 things: shape, parameters", cost_shape_alone),
    ("you round up", cost_rounded),
    ("round to the nearest", cost_to_the_nearest),
    ("Convolution comes first", cost_pooled_first),
    ("moves on by its whole size", cost_minus_pool),
    ("channels come last", cost_channels_first),
]
