"""What of a Bluesky post is worked out without a server: facets, keys, the record."""

import itertools
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.platforms.bluesky.facets import facets, mentioned
from publishing.platforms.bluesky.post import post_record, put_request
from publishing.platforms.bluesky.records import (
    Place,
    live_post,
    place_of,
    record_key,
    root_of,
    tid,
    time_of,
)
from publishing.platforms.protocol import Attachment, PostKey, Rendered
from publishing.platforms.wire import UnreadableError


NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
DID = "did:plc:exampledept2345678abcdef"


def shown(text: str, dids: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """Each facet as the words that it covers and where they lead."""
    return [
        (
            text.encode()[
                each["index"]["byteStart"] : each["index"]["byteEnd"]
            ].decode(),
            *[value for name, value in each["features"][0].items() if name != "$type"],
        )
        for each in facets(text, dids or {})
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No link at all.", []),
        ("See https://www.gov.uk/a.", [("https://www.gov.uk/a",) * 2]),
        ("See gov.uk/pay!", [("gov.uk/pay", "https://gov.uk/pay")]),
        ("Caffi \u2615\ufe0f ar www.gov.uk", [("www.gov.uk", "https://www.gov.uk")]),
        ("\U0001f30a #Flooding now", [("#Flooding", "Flooding")]),
        ("#T\u0177 #1 #2026", [("#T\u0177", "T\u0177")]),
        ("gov.uk/a#part is no tag", [("gov.uk/a#part", "https://gov.uk/a#part")]),
        ("@other.example said", [("@other.example", DID)]),
        ("ask @OTHER.example.", [("@OTHER.example", DID)]),
        ("@nobody.example said", []),
        ("someone@other.example", []),
    ],
)
def test_facets_cover_what_leads_somewhere_and_nothing_else(text, found):
    assert shown(text, {"other.example": DID}) == found


def test_facets_leave_a_hashtag_that_is_too_long_as_text():
    assert shown(f"#{'a' * 64} #{'b' * 65}") == [("#" + "a" * 64, "a" * 64)]


@given(st.text(alphabet="a1 #@./:\u00e9\u2603\U0001f30ahtps-", max_size=60))
def test_facets_stand_in_order_inside_the_text_and_never_overlap(text):
    places = [each["index"] for each in facets(text, {"a.a": DID})]
    ends = [(each["byteStart"], each["byteEnd"]) for each in places]
    assert all(0 <= start < end <= len(text.encode()) for start, end in ends)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(ends))


def test_mentioned_names_each_handle_once():
    text = "@one.example @Two.Example, (@one.example) @alice@server.example @bob"
    assert mentioned(text) == ["one.example", "two.example"]


def test_record_key_is_the_time_of_the_approval_and_the_same_every_time():
    keys = [record_key(PostKey("9f2c-7", NOON, part)) for part in (0, 0, 1)]
    assert keys[0] == keys[1]
    assert [time_of(key) for key in keys[1:]] == [
        NOON,
        NOON + timedelta(microseconds=1),
    ]
    assert keys[2] > keys[1]


def test_record_key_differs_between_publications_of_the_same_moment():
    seeds = (f"9f2c-{number}" for number in range(20))
    assert len({record_key(PostKey(seed, NOON, 0)) for seed in seeds}) > 18


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(0, 1023),
)
def test_tid_says_its_time_and_sorts_by_it(at, clock):
    made = tid(at, clock)
    assert time_of(made) == at
    assert len(made) == 13
    assert made < tid(at + timedelta(microseconds=1), 0)


@pytest.mark.parametrize("rkey", ["", "self", "3k", "zzzzzzzzzzzzz", "3jzfcijpj2z2!"])
def test_time_of_a_key_that_is_no_tid_is_not_known(rkey):
    assert time_of(rkey) is None


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (f"at://{DID}/app.bsky.feed.post/3jzf", Place(DID, "3jzf")),
        ("https://bsky.app/profile/a.example/post/3jzf", Place("a.example", "3jzf")),
        (f"https://bsky.app/profile/{DID}/post/3jzf/", Place(DID, "3jzf")),
        (f"at://{DID}/app.bsky.feed.like/3jzf", None),
        (f"at://{DID}/app.bsky.feed.post/", None),
        ("https://bsky.example/profile/a.example/post/3jzf", None),
        ("1900000000000000001", None),
        ("", None),
    ],
)
def test_place_of_reads_addresses_and_permalinks_of_posts_alone(name, place):
    assert place_of(name) == place


def test_post_record_has_only_what_there_is():
    record = post_record(Rendered("Plain", "Plain", language="cy"), {}, at=NOON)
    assert record == {
        "$type": "app.bsky.feed.post",
        "text": "Plain",
        "createdAt": "2026-11-20T12:00:00.000Z",
        "langs": ["cy"],
    }


def test_post_record_carries_pictures_with_their_alt_text_in_order():
    media = tuple(Attachment(each * 64, "image/png", f"alt {each}") for each in "ab")
    blobs = [
        json.dumps({"blob": {"n": 1}, "ratio": {"width": 4, "height": 3}}),
        json.dumps({"blob": {"n": 2}}),
    ]
    record = post_record(Rendered("", "", media=media), {"blobs": blobs}, at=NOON)
    assert record["embed"] == {
        "$type": "app.bsky.embed.images",
        "images": [
            {
                "image": {"n": 1},
                "alt": "alt a",
                "aspectRatio": {"width": 4, "height": 3},
            },
            {"image": {"n": 2}, "alt": "alt b"},
        ],
    }


def test_post_record_never_forgets_what_a_post_answers():
    with pytest.raises(LookupError):
        post_record(Rendered("a", "a", reply_to="at://b"), {}, at=NOON)


def test_put_request_says_that_there_must_be_no_record_yet():
    request = json.loads(put_request(DID, "3jzf", {"text": "a"}))
    assert request["swapRecord"] is None


def found(**value: object) -> dict[str, object]:
    return {"uri": f"at://{DID}/app.bsky.feed.post/3jzfcijpj2z2a", "value": value}


def test_live_post_reads_what_other_programs_wrote():
    post = live_post(
        found(
            text="Read gov.uk/very/lo\u2026",
            createdAt="2026-11-20T12:00:00Z",
            facets=[
                {
                    "index": {"byteStart": 5, "byteEnd": 22},
                    "features": [{"uri": "https://www.gov.uk/very/long"}],
                }
            ],
            embed={"media": {"images": [1, 2]}},
            reply={"parent": {"uri": "at://x/app.bsky.feed.post/y", "cid": "z"}},
        ),
        "department.example",
    )
    assert post.words == "Read gov.uk/very/lo\u2026"
    assert post.links == {"gov.uk/very/lo\u2026": "https://www.gov.uk/very/long"}
    assert (post.media, post.parent) == (2, "at://x/app.bsky.feed.post/y")
    assert post.created_at == NOON


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"text": None, "createdAt": 5, "facets": "no", "embed": [], "reply": "no"},
        {"createdAt": "yesterday", "facets": [None, {"index": {}}, {"features": 3}]},
        {"createdAt": "2026-11-20T12:00:00", "embed": {"images": "no"}},
    ],
)
def test_live_post_of_a_strange_record_has_no_words_and_its_keys_time(value):
    post = live_post(found(**value), "department.example")
    assert (post.words, post.created_at) == ("", time_of("3jzfcijpj2z2a"))
    assert (post.links, post.media, post.parent) == ({}, 0, None)


@pytest.mark.parametrize("answer", [{}, {"uri": "no"}, {"value": {}}, [], None, "no"])
def test_live_post_refuses_what_is_no_record(answer):
    with pytest.raises(UnreadableError):
        live_post(answer, "department.example")


def test_root_of_a_reply_is_what_its_thread_begins_with():
    root = {"uri": "at://a/app.bsky.feed.post/b", "cid": "c"}
    reply = found(reply={"root": root}) | {"cid": "d"}
    assert root_of(reply) == ["at://a/app.bsky.feed.post/b", "c"]
    assert root_of(found() | {"cid": "d"}) == [str(found()["uri"]), "d"]
