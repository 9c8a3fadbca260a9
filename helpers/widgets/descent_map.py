"""Where a ball arrives for each η and μ from one start: the map beside the DescentBall, all its pairs rolled at once.

The cost and its slope are read off heights that are known, by cubic splines between them. That takes the place of some
20,000 calls of the learner's two functions.
"""

import numpy as np

RATES, MOMENTA, LARGEST = 28, 12, 0.99  # columns and rows of the map; the largest μ
BEYOND = 10  # heights beyond each edge of the picture, as far as it is wide: further off the ball flies away
NEAR = 0.05  # of the start's height over the lowest place: a ball that stays below is at the bottom
NOT_YET, AWAY = -1, -2


class Ground:
    """Heights (len(vs), len(ws)) over sides [ws, vs] as functions of places (2, n).

    height   place (2,) → number: the cost beyond the picture; where it is not finite, the picture is all there is
    """

    def __init__(self, sides, heights, height):
        from scipy.interpolate import RectBivariateSpline  # slow to import, and needed here alone

        wide = [wider(side) for side in sides]
        known = np.pad(heights, BEYOND, constant_values=np.nan)
        with np.errstate(all="ignore"):
            for index in np.argwhere(np.isnan(known)):
                known[tuple(index)] = height(np.array([side[i] for side, i in zip(wide, index[::-1], strict=True)]))
        if not np.isfinite(known).all():
            wide, known = sides, heights
        self.ends = np.array([(side[0], side[-1]) for side in wide])[:, :, None]  # (2, 2, 1)
        spline = RectBivariateSpline(*wide[::-1], known)
        self.cost = lambda place: spline.ev(*place[::-1])
        self.slope = lambda place: np.array([spline.ev(*place[::-1], dy=1), spline.ev(*place[::-1], dx=1)])


def wider(side):
    """The values of a side, and more on both sides of it, as far as it is long."""
    more = np.ptp(side) * np.arange(1, BEYOND + 1) / BEYOND
    return np.concatenate([side[0] - more[::-1], side, side[-1] + more])


def arrivals(ground, start, ends, steps, lowest):
    """Steps until the ball is at the bottom to stay, NOT_YET or AWAY, (MOMENTA, RATES): a row for each μ from 0 up.

    start  place (2,);  ends  smallest and largest η, between which they grow by one factor
    """
    mu, eta = (side.ravel() for side in np.meshgrid(
        np.linspace(0, LARGEST, MOMENTA), np.geomspace(*ends, RATES), indexing="ij"))
    place = np.repeat(np.array(start, float)[:, None], len(eta), axis=1)
    velocity, arrived, away = np.zeros_like(place), np.zeros(len(eta), int), np.zeros(len(eta), bool)
    goal = lowest + NEAR * (ground.cost(place[:, :1]) - lowest)
    for step in range(steps + 1):
        arrived[ground.cost(place) > goal] = step + 1
        velocity = mu * velocity - eta * ground.slope(place)
        there = place + velocity
        away |= ((there < ground.ends[:, 0]) | (there > ground.ends[:, 1])).any(axis=0)
        place = np.where(away, place, there)
    arrived[arrived > steps] = NOT_YET
    arrived[away] = AWAY
    return arrived.reshape(MOMENTA, RATES)
