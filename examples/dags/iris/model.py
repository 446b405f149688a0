"""Gaussian naive Bayes: each species has a mean and a variance per measurement, and the likeliest species wins."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from pathlib import Path
from statistics import fmean, pvariance

# Fisher's 150 flowers (1936), 50 of each species, in centimetres.
DATA = Path(__file__).with_name("iris.csv")

# Every fifth flower is kept for the evaluation: the same ones on every machine, ten of each species.
HELD_OUT_EVERY = 5

Sample = tuple[list[float], str]
# {species: {"prior": 0.33, "features": [[mean, variance], ...]}}: plain JSON, so a model fits an Airflow Variable.
Model = dict[str, dict]


def load() -> list[Sample]:
    """All flowers, as (measurements, species)."""
    with DATA.open(newline="") as file:
        _header, *rows = csv.reader(file)
    return [([float(value) for value in values], species) for *values, species in rows]


def split(samples: list[Sample]) -> tuple[list[Sample], list[Sample]]:
    """The samples to train on, and those held out."""
    training = [sample for index, sample in enumerate(samples) if index % HELD_OUT_EVERY]
    return training, samples[::HELD_OUT_EVERY]


def train(samples: list[Sample]) -> Model:
    by_species = defaultdict(list)
    for values, species in samples:
        by_species[species].append(values)
    return {
        species: {
            "prior": len(rows) / len(samples),
            "features": [[fmean(column), pvariance(column)] for column in zip(*rows, strict=True)],
        }
        for species, rows in by_species.items()
    }


def predict(model: Model, values: list[float]) -> str:
    def log_likelihood(species: str) -> float:
        fitted = model[species]
        # Sums of logarithms: the products themselves would underflow with more measurements.
        return math.log(fitted["prior"]) - sum(
            (value - mean) ** 2 / (2 * variance) + math.log(2 * math.pi * variance) / 2
            for value, (mean, variance) in zip(values, fitted["features"], strict=True)
        )

    return max(model, key=log_likelihood)


def accuracy(model: Model, samples: list[Sample]) -> float:
    """Share of the samples whose species is predicted right, 0 to 1."""
    return fmean(predict(model, values) == species for values, species in samples)
