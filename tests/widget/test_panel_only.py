"""Only here, the panel's kernel side: marks that were drawn, what is sent, and what is pasted."""

from __future__ import annotations

import io

import pytest
from fronts import COMPOSED, entry_of, groups_of, words_of
from PIL import Image, ImageDraw

from conditions import until
from ipyimagegen.images.picture import Picture
from ipyimagegen.notebook.line import parse_cell_line
from ipyimagegen.regions.marking import SENTENCE
from ipyimagegen.widget import incoming, open_panel

SIZE = (200, 120)
BOX = "20,30,120,90"


def file_of(image):
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def drawing(*boxes, alpha=255, size=SIZE):
    """What a browser sends: marks on a canvas that is transparent elsewhere."""
    image = Image.new("RGBA", size)
    for box in boxes:
        ImageDraw.Draw(image).rectangle(box, fill=(255, 255, 255, alpha))
    return file_of(image)


@pytest.fixture
def photo(session):
    """A photograph in the library, and its reference."""
    image = Image.linear_gradient("L").resize(SIZE).convert("RGB")
    ImageDraw.Draw(image).ellipse((60, 40, 110, 80), fill=(200, 40, 30))
    for at in range(0, SIZE[0], 9):
        ImageDraw.Draw(image).line((at, 0, SIZE[0] - at, SIZE[1]), fill=(at, 90, 255 - at))
    return session.library.add(Picture.from_bytes(file_of(image)), "photo.png")


def marked(front, data, *, id=1):
    """Send marks, and return their reference."""
    fields = {"view": "v", "id": id, "name": "marks.png", "total": len(data), "start": 0}
    front.ask("upload", buffers=[data], mask=True, **fields)
    return f"@{front.wait('uploaded', id=id)[0]['hash']}"


def region(photo, *only, **fields):
    return COMPOSED | {"inputs": [photo.ref], "only": list(only), "template": "a heart", **fields}


def plan_says(front, composed, words, *, fine=True):
    """Compose, and wait until the last plan that was told says so."""
    front.ask("compose", view="v", **composed)

    def is_told():
        plans = [content for content, _ in front.received if content["kind"] == "plan"]
        return plans and words in words_of(plans[-1]).lower() and plans[-1]["fine"] is fine

    until(is_told)


def generated(session, front, composed, *, id=5):
    front.ask("generate", view="v", id=id, **composed)
    front.wait("accepted", id=id)
    until(lambda: session.library.last_number() and session.library.get(1).only is not None)
    return session.library.get(1)


# -- marks ---------------------------------------------------------------------------------


@pytest.mark.thorough
def test_marks_become_a_mask_that_no_list_shows_and_that_is_filed_once_it_is_sent(
    session, panel, front, photo
):
    ref = marked(front, drawing((20, 30, 80, 90), (100, 10, 120, 40)))
    assert session.library.filed([ref[1:]]) == {}
    front.ask("picture", hash=ref[1:], size="full")
    _, [data] = front.wait("picture", hash=ref[1:])
    mask = Image.open(io.BytesIO(data)).convert("L")
    assert (mask.size, mask.histogram()[255]) == (SIZE, 61 * 61 + 21 * 31)
    assert mask.getpixel((50, 50)) == 255
    assert mask.getpixel((90, 50)) == 0
    made = generated(session, front, region(photo, ref))
    assert made.parameters["only"] == [ref]
    assert ref[1:] in session.library.filed([ref[1:]])
    assert [one["name"] for one in groups_of(front)[1] if not one["number"]] == ["photo.png"]


def test_the_same_marks_are_the_same_mask(panel, front):
    """However a browser writes its file, and however soft its edges are."""
    one = marked(front, drawing((20, 30, 80, 90)))
    assert marked(front, drawing((20, 30, 80, 90), alpha=200), id=2) == one
    assert marked(front, drawing((20, 30, 80, 91)), id=3) != one


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (drawing(), "the mask is empty"),
        (drawing((20, 30, 80, 90), alpha=90), "the mask is empty"),
        (drawing((0, 0, 200, 120)), "the region is the whole picture"),
        (drawing((20, 30, 80, 90), size=(120, 200)), "a mask has the size of its picture"),
    ],
)
def test_marks_that_are_nothing_or_everything_are_refused_before_anything_is_sent(
    session, panel, front, photo, data, words
):
    composed = region(photo, marked(front, data))
    plan_says(front, composed, words, fine=False)
    front.ask("generate", view="v", id=3, confirmed=0, **composed)
    assert any(words in one.lower() for one in front.wait("refused", id=3)[0]["words"])
    assert session.library.count() == 0


def test_only_the_last_marks_are_kept(panel, front):
    from ipyimagegen.widget import panel as module

    first = marked(front, drawing((0, 0, 9, 9)))
    for at in range(module.MASKS):
        marked(front, drawing((at, 0, at + 20, 9)), id=10 + at)
    assert first not in panel._masks
    assert len(panel._masks) == module.MASKS


# -- the composer ----------------------------------------------------------------------------


def test_the_plan_says_how_much_may_change(session, panel, front, photo):
    plan_says(front, region(photo, BOX), "only 25 % of it")
    plan_says(front, region(photo, BOX, crop=True), "only 25 % of it, sent with its surroundings")
    assert panel._composer["share"] == 0.25
    assert panel._composer["only"] == [{"ref": BOX, "hash": "", "name": BOX}]
    ref = marked(front, drawing((0, 0, 19, 11)))
    plan_says(front, region(photo, BOX, ref), "only 26 % of it")
    assert panel._composer["only"][1]["hash"] == ref[1:]
    nothing = COMPOSED | {"only": [BOX], "template": "a heart"}
    plan_says(front, nothing, "there is no input", fine=False)


@pytest.mark.parametrize("only", [[BOX], [BOX, "0,0,9,9"], ["10%,25%,60%,75%"], "mask"])
@pytest.mark.parametrize("crop", [False, True])
def test_a_region_is_copied_as_a_cell_and_comes_back(session, panel, front, photo, only, crop):
    if only == "mask":
        only = [marked(front, drawing((20, 30, 80, 90)))]
    composed = region(photo, *only, crop=crop)
    front.ask("composedCell", view="v", id=2, **composed)
    cell = front.wait("cell", id=2)[0]["text"]
    line = cell.split("\n")[0]
    wanted = [one if "," in one else one[:9] for one in only]
    brief = parse_cell_line(line.removeprefix("%%imagegen ")).brief
    assert (brief.only, brief.crop) == (tuple(wanted), crop)
    front.ask("pastedCell", view="v", id=3, text=cell)
    read = front.wait("cellRead", id=3)[0]["composed"]
    assert [one["ref"] for one in read["only"]] == wanted
    assert (read["crop"], read["options"]) == (crop, "")
    assert read["share"] == pytest.approx({1: 0.25, 2: 0.2533}[len(only)], abs=0.1)
    if "," not in only[0]:
        assert read["only"][0]["hash"] == only[0][1:]
    again = region(photo, *wanted, crop=crop)
    front.ask("composedCell", view="v", id=4, **again)
    assert front.wait("cell", id=4)[0]["text"] == cell


def test_a_copied_mask_is_found_by_another_panel(session, panel, front, photo):
    ref = marked(front, drawing((20, 30, 80, 90)))
    front.ask("composedCell", view="v", id=2, **region(photo, ref))
    front.wait("cell", id=2)
    panel.close()
    other = open_panel(session)
    assert other._masks == {}
    assert ref[1:] in session.library.filed([ref[1:]])
    assert [one.name for one in session.library.members("photographs", "")] == ["photo.png"]
    other.close()


def test_a_region_beside_that_of_the_options_is_refused(front, photo):
    twice = region(photo, BOX, options="--only 0,0,9,9")
    plan_says(front, twice, "the region is chosen twice", fine=False)


# -- what is sent ------------------------------------------------------------------------------


@pytest.mark.parametrize("template", ["a heart", ""])
def test_what_is_sent_is_shown_without_sending_it(session, panel, front, photo, template):
    front.ask("whatIsSent", view="v", id=2, **region(photo, BOX, template=template))
    told, [plain, copy] = front.wait("sent", id=2)
    assert told["sentence"] == SENTENCE
    assert told["names"] == [photo.ref, "the marked copy"]
    plain, copy = (Image.open(io.BytesIO(data)).convert("RGB") for data in (plain, copy))
    assert plain.size == copy.size == SIZE
    inside, outside = copy.getpixel((70, 60)), copy.getpixel((160, 100))
    assert inside[0] > 150 > inside[1]
    assert inside[2] > 150
    assert max(abs(a - b) for a, b in zip(outside, plain.getpixel((160, 100)), strict=True)) < 30
    assert session.library.count() == 0


def test_a_crop_is_shown_as_it_is_sent(front, photo):
    front.ask("whatIsSent", view="v", id=2, **region(photo, "150,80,180,100", crop=True))
    told, [plain, _] = front.wait("sent", id=2)
    assert told["names"][0] == f"{photo.ref} around the region"
    assert Image.open(io.BytesIO(plain)).size == (114, 104)


def test_what_can_not_be_sent_is_refused_in_words(front, photo):
    front.ask("whatIsSent", view="v", id=2, **region(photo, "0,0,9"))
    assert "is no box" in front.wait("refused", id=2)[0]["words"][0]


# -- what came ---------------------------------------------------------------------------------


@pytest.mark.thorough
def test_an_answer_has_three_lines_and_is_widened_free(session, panel, front, photo):
    made = generated(session, front, region(photo, BOX, options='--extra {"fault": "shift, zoom"}'))
    told = entry_of(front)["only"]
    assert told["pasted"]
    assert told["lines"][0][0]["words"] == "0 % changed outside your marks."
    assert [len(line) for line in told["lines"]] == [2, 2, 2]
    assert told["before"] == photo.hash
    assert made.pictures[told["delivered"]] == made.delivered
    assert (told["widened"], told["wider"]) == (0, 4)
    front.ask("widen", view="v", id=7, number=1, pixels=told["wider"])
    wider = front.wait("details", id=7)[0]["entry"]
    assert (wider["only"]["widened"], wider["only"]["wider"]) == (4, 8)
    assert wider["pictures"][0]["hash"] != made.picture.hash
    front.ask("widen", view="v", id=8, number=1, pixels=0)
    assert front.wait("details", id=8)[0]["entry"]["pictures"][0]["hash"] == made.picture.hash
    assert session.library.count() == 1


def test_an_answer_that_is_not_lined_up_says_so(session, panel, front, photo):
    generated(session, front, region(photo, BOX, options='--extra {"fault": "repaint"}'))
    shown = entry_of(front)
    assert not shown["only"]["pasted"]
    assert "Nothing was pasted" in shown["only"]["lines"][0][0]["words"]
    assert shown["main"] == shown["only"]["delivered"] == 0


def test_what_is_no_edit_of_a_region_is_not_widened(session, front):
    session.generate("a green frog")
    assert entry_of(front)["only"] is None
    front.ask("widen", view="v", id=7, number=1, pixels=4)
    assert "is no edit of a region" in front.wait("refused", id=7)[0]["words"][0]


def test_messages_that_widen_too_far_are_refused():
    message = {"kind": "widen", "view": "v", "id": 1, "number": 1}
    for pixels in (-1, incoming.MAX_WIDER + 1, 0.5):
        with pytest.raises(incoming.ProtocolError):
            incoming.read_message({**message, "pixels": pixels})
