"""The tree gives the roots that everybody's gives, and its proofs hold for every size, and for nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.merkle import (
    EMPTY,
    Frontier,
    consistency,
    inclusion,
    is_grown,
    is_included,
    leaf,
    node,
    root,
)

# The eight entries and roots with which implementations of Certificate Transparency are compared.
ENTRIES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
LEAVES = [leaf(bytes.fromhex(entry)) for entry in ENTRIES]
MANY = [leaf(str(number).encode()) for number in range(70)]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert (
        root([]) == EMPTY == bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    )


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_the_published_ones(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_a_leaf_cannot_pass_for_a_node() -> None:
    assert leaf(LEAVES[0] + LEAVES[1]) != node(LEAVES[0], LEAVES[1])


def test_a_tree_that_grows_bit_by_bit_is_the_tree_of_all() -> None:
    frontier = Frontier()
    for size, each in enumerate(MANY, start=1):
        frontier.grow([each])
        again = Frontier(frontier.size, list(frontier.peaks))
        assert again.root == root(MANY[:size])
        assert len(frontier.peaks) == size.bit_count()


def test_a_frontier_with_too_few_peaks_is_none() -> None:
    with pytest.raises(ValueError, match="A tree of 3 has 2 peaks, not 1"):
        Frontier(3, [EMPTY])


def test_every_leaf_of_every_size_is_shown_to_be_included() -> None:
    for size in range(1, len(MANY) + 1):
        tree = root(MANY[:size])
        for index in range(size):
            proof = inclusion(index, MANY[:size])
            assert is_included(index, size, MANY[index], proof, tree)
            assert not is_included(index, size, leaf(b"another"), proof, tree)
            assert not is_included(index, size, MANY[index], [*proof, EMPTY], tree)
            assert not is_included(index, size, MANY[index], proof[:-1], tree) or not proof
    assert not is_included(3, 3, MANY[3], [], EMPTY)
    assert not is_included(-1, 3, MANY[0], [], EMPTY)


def test_every_growth_is_shown_to_have_changed_nothing() -> None:
    for size in range(1, 40):
        tree = root(MANY[:size])
        for old in range(size + 1):
            before, proof = root(MANY[:old]), consistency(old, MANY[:size])
            assert is_grown(old, size, before, tree, proof)
            assert not is_grown(old, size, leaf(b"another"), tree, proof)
            assert old == 0 or not is_grown(old, size, before, leaf(b"another"), proof)
            assert not is_grown(old, size, before, tree, [*proof, EMPTY])
            if 0 < old < size:
                assert not is_grown(old, size, before, tree, proof[:-1])
    assert not is_grown(5, 4, EMPTY, EMPTY, [])
    assert not is_grown(3, 4, root(MANY[:3]), root(MANY[:4]), [])


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=40), st.data())
def test_one_changed_leaf_changes_the_root(entries: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(entries) - 1))
    changed = [*entries[:index], entries[index] + b"!", *entries[index + 1 :]]
    assert root([leaf(each) for each in entries]) != root([leaf(each) for each in changed])
