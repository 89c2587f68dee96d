"""What each platform does not take is known before anybody approves it."""

import pytest

from drafts.content import Media, Part, Target
from drafts.platforms import Misfit, NoSuchPostError
from publishing.platforms.fitting import Fitting, misfits


PICTURE = Media("ab" * 32, "image/jpeg", "Map of the Ouse")
GIF = Media("cd" * 32, "image/gif", "Water rising")
FILM = Media("ef" * 32, "video/mp4", "The Ouse from the air")
SIZES = {PICTURE.sha256: 100_000, GIF.sha256: 100_000, FILM.sha256: 1_000_000}


def target(platform: str, *parts: Part, title: str = "", reply: str = "") -> Target:
    return Target(
        account=1,
        platform=platform,
        handle="@RiversDept",
        parts=parts or (Part("Flood warning."),),
        title=title,
        reply_to=reply or None,
    )


def carrying(platform: str, *media: Media, title: str = "") -> Target:
    return target(platform, Part("Flood warning.", media=media), title=title)


@pytest.mark.parametrize(
    "fits",
    [
        target("x", Part("One."), Part("Two.")),
        carrying("x", PICTURE, PICTURE, PICTURE, PICTURE),
        carrying("mastodon", FILM),
        carrying("instagram", PICTURE),
        target("wordpress", title="Ouse rising"),
        target("discourse", reply="12"),
        carrying("rehearsal", GIF),
    ],
)
def test_what_a_platform_takes_has_no_misfit(fits: Target) -> None:
    assert misfits(fits, {}, SIZES) == []


@pytest.mark.parametrize(
    ("wrong", "misfit"),
    [
        (target("wordpress"), Misfit("title", "WordPress needs a headline.")),
        (target("discourse"), Misfit("title", "Discourse needs a headline.")),
        (
            target("wordpress", title="Ouse", reply="12"),
            Misfit(
                "reply",
                "WordPress takes no replies. Leave the post it answers empty.",
            ),
        ),
        (
            target("facebook", Part("One."), Part("Two.")),
            Misfit("parts", "Facebook Page has no threads. Keep it to one post there."),
        ),
        (
            target("instagram"),
            Misfit("media", "Instagram needs a picture or a film in every post."),
        ),
        (
            carrying("x", *[PICTURE] * 5),
            Misfit("media", "X takes up to 4 pictures in a post, not 5."),
        ),
        (
            carrying("bluesky", FILM),
            Misfit("media", "Bluesky takes no films."),
        ),
        (
            carrying("rehearsal", PICTURE, FILM),
            Misfit(
                "media",
                "Rehearsal network does not take pictures and a film in one post.",
            ),
        ),
        (
            carrying("instagram", GIF),
            Misfit("media", "Instagram does not take GIF. Use JPEG."),
        ),
        (
            target("mystery"),
            Misfit("account", "Nothing can be published on mystery from here yet."),
        ),
    ],
)
def test_what_a_platform_does_not_take_is_said(wrong: Target, misfit: Misfit) -> None:
    assert misfits(wrong, {}, SIZES) == [misfit]


def test_a_file_that_is_too_large_is_named_by_its_post() -> None:
    wrong = target("bluesky", Part("One."), Part("Two.", media=(PICTURE,)))

    (found,) = misfits(wrong, {}, {PICTURE.sha256: 2_500_000})

    assert (found.about, found.part) == ("media", 1)
    assert found.sentence.startswith("Bluesky takes files of up to")
    assert found.sentence.endswith("this one has 2.5 MB.")


def test_what_the_accounts_own_server_says_is_what_counts() -> None:
    long = Media("ab" * 32, "image/jpeg", "a" * 200)
    wrong = carrying("mastodon", long, long)

    assert [
        each.about for each in misfits(wrong, {"alt": 150, "images": 1}, SIZES)
    ] == [
        "media",
        "alt",
        "alt",
    ]
    assert misfits(wrong, {"alt": 200, "images": 2}, SIZES) == []


@pytest.mark.parametrize(
    ("platform", "server", "typed", "found"),
    [
        ("x", "", "1234567890", "1234567890"),
        ("x", "", "https://x.com/fan/status/123?s=20", "123"),
        ("x", "", "https://mobile.twitter.com/fan/status/123/photo/1", "123"),
        (
            "mastodon",
            "https://social.example",
            "https://social.example/@fan/112",
            "112",
        ),
        (
            "mastodon",
            "https://social.example",
            "https://social.example/@fan@other.example/112",
            "112",
        ),
        (
            "bluesky",
            "",
            "https://bsky.app/profile/fan.example/post/3kabc",
            "at://fan.example/app.bsky.feed.post/3kabc",
        ),
        (
            "bluesky",
            "",
            "at://did:plc:abc/app.bsky.feed.post/3kabc",
            "at://did:plc:abc/app.bsky.feed.post/3kabc",
        ),
        *(
            ("discourse", "https://forum.example", f"https://forum.example{path}", id_)
            for path, id_ in (
                ("/p/77", "77"),
                ("/p/77/12", "77"),
                ("/posts/77", "77"),
                ("/t/floods-on-the-ouse/12/3", "12/3"),
                ("/t/floods-on-the-ouse/12/3?u=alice", "12/3"),
                ("/t/12/3", "12/3"),
                ("/t/2026-floods/12", "12/1"),
                ("/t/12", "12/1"),
                ("/t/-/12/", "12/1"),
            )
        ),
        ("facebook", "", "https://www.facebook.com/12/posts/34", "12_34"),
        ("threads", "", "179", "179"),
        ("rehearsal", "", "5", "5"),
    ],
)
def test_the_id_of_a_post_is_read_from_its_address(
    platform: str, server: str, typed: str, found: str
) -> None:
    fitting = Fitting()

    assert fitting.reply_id(platform, server, typed) == found
    assert fitting.reply_id(platform, server, found) == found


@pytest.mark.parametrize(
    ("platform", "server", "typed"),
    [
        ("x", "", "https://x.com/fan"),
        ("x", "", "https://evil.example/fan/status/123"),
        ("x", "", "javascript:alert(1)"),
        ("x", "", "http://[broken"),
        ("x", "", "\N{ARABIC-INDIC DIGIT ONE}"),
        ("mastodon", "https://social.example", "https://other.example/@fan/112"),
        ("discourse", "https://forum.example", "https://forum.example/t/floods"),
        ("discourse", "https://forum.example", "https://forum.example/t/a/b/12/3"),
        ("discourse", "https://forum.example", "https://other.example/t/floods/12/3"),
        ("discourse", "https://forum.example", "12/3/4"),
        ("threads", "", "https://www.threads.net/@fan/post/CxYz"),
        ("wordpress", "https://blog.example", "12"),
        ("mystery", "", "12"),
    ],
)
def test_an_address_that_names_no_post_is_refused(
    platform: str, server: str, typed: str
) -> None:
    with pytest.raises(NoSuchPostError):
        Fitting().reply_id(platform, server, typed)


def test_blogs_and_forums_have_headlines() -> None:
    every = ("wordpress", "discourse", "x", "mastodon", "mystery")

    assert [Fitting().takes_title(each) for each in every] == [
        True,
        True,
        False,
        False,
        False,
    ]
