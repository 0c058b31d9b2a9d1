"""Every frame of fixtures/frames is read as it is marked: the same way of saying it with different deeds and names."""

import functools

import pytest
from frames import FILES, fill, misread, read_frames


@functools.cache
def wrongly_read(name):
    return misread(read_frames(name))


FRAMES = [
    pytest.param(
        name,
        i,
        id=f"{name}: {next(iter(frame.values()))}",
        marks=[
            pytest.mark.xdist_group(f"frames-{name}"),
            *([pytest.mark.xfail(reason="known failure", strict=True)] if frame["expect"] == "fail" else []),
        ],
    )
    for name in FILES
    for i, frame in enumerate(read_frames(name))
]


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_frame(name, number):
    assert [(filled.text, found) for filled, found in wrongly_read(name)[number]] == []


@pytest.mark.parametrize("name", FILES)
def test_frames_are_given_once_and_filled_with_different_words(name):
    frames = read_frames(name)
    texts = [filled.text for frame in frames for filled in fill(frame)]
    assert len(set(texts)) == len(texts)
    assert not any("{" in text for text in texts)
