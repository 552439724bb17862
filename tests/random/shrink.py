"""Makes a pair that fails smaller: fewer statements, as long as it fails in the same way."""

from batch import Failed

AT_ONCE = 8  # candidates that are tried together


def smaller(batch, pair, failed):
    again = batch.run({0: pair}).get(0)
    if not again:
        return pair, Failed("only with others: " + failed.what, failed.details)
    failed = again
    pieces = AT_ONCE
    while True:
        lines = list(dict.fromkeys(pair[0] + pair[1]))
        size = -(-len(lines) // pieces)
        parts = [set(lines[begin:begin + size]) for begin in range(0, len(lines), size)]
        gone = removable(batch, pair, parts, failed)
        if gone:
            pair, failed = gone
        elif size == 1:
            return pair, failed
        else:
            pieces = min(pieces * 3, len(lines))


def removable(batch, pair, parts, failed):
    """The pair without all the parts that can go together, or without one of them."""
    found = []
    for first in range(0, len(parts), AT_ONCE):
        tried = dict(enumerate(parts[first:first + AT_ONCE]))
        failures = batch.run({number: without(pair, part) for number, part in tried.items()})
        found += [(part, failures[number]) for number, part in tried.items() if number in failures and failures[number].what == failed.what]
    if not found:
        return None
    together = without(pair, set().union(*(part for part, _ in found)))
    again = batch.run({0: together}).get(0)
    if again and again.what == failed.what:
        return together, again
    return without(pair, found[0][0]), found[0][1]


def without(pair, part):
    return [[line for line in lines if line not in part] for lines in pair]
