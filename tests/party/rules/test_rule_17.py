"""Rule 17: a story only after the meeting, of what may be told, by two people."""

import pytest

from news import publishing
from news.models import Article
from party import story
from party.enums import MeetingState
from party.models import Guest, Meeting
from party.rules.stories import after_the_meeting, nothing_secret
from tests.factories import CategoryFactory, EditorFactory, PartyOfficerFactory
from tests.party.told import agenda, guest, meeting, organization

pytestmark = pytest.mark.django_db
BEFORE = [state for state in MeetingState if not state.has_taken_place]


@pytest.mark.parametrize("state", BEFORE)
def test_no_story_before_the_meeting_has_taken_place(state):
    planned = meeting(organization(), state=state)

    with pytest.raises(story.StoryError) as refused:
        story.draft_from(planned, by=PartyOfficerFactory())

    assert [(f.rule, f.field, f.blocks) for f in refused.value.findings] == [
        (17, "state", True)
    ]
    assert not Article.objects.exists()


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.MINUTES])
def test_a_story_from_the_moment_that_it_has(state):
    held = meeting(organization(), state=state)

    assert story.draft_from(held, by=PartyOfficerFactory()).pk
    assert after_the_meeting(MeetingState.CLOSED) == []


def test_a_guest_is_named_only_when_flagged():
    held = meeting(organization())
    guest(held, "Trần Thị Hoa", "Trưởng ban")
    hidden = guest(held, "Vũ Văn Kín", "Phó Trưởng ban", is_public=False)
    Meeting.objects.filter(pk=held.pk).update(
        tale_guest=hidden, tale_title="Tấm lòng của Bác"
    )

    article = story.draft_from(held, by=PartyOfficerFactory())

    assert "Trần Thị Hoa" in article.body
    assert "Kín" not in article.body
    assert "đảng viên kể mẩu chuyện" in article.body
    assert Guest.objects.count() == 2


def test_a_text_with_a_stamp_of_secrecy_stays_inside():
    held = meeting(organization())
    items = agenda(held, "Phổ biến văn bản TỐI MẬT của cấp trên", "Thời sự")
    officer = PartyOfficerFactory()

    with pytest.raises(story.StoryError, match="TỐI MẬT"):
        story.draft_from(held, by=officer)

    assert story.draft_from(held, by=officer, agenda=[items[1].pk]).pk
    assert nothing_secret(["Bí mật của thành công", "BẢO MẬT thông tin"]) == []


@pytest.mark.parametrize("self_approval", [True, False])
def test_whoever_made_the_draft_does_not_publish_it(settings, self_approval):
    settings.SELF_APPROVAL = self_approval
    CategoryFactory(name="Sinh hoạt chi bộ")
    officer = EditorFactory()
    article = story.draft_from(meeting(organization()), by=officer)

    with pytest.raises(publishing.PublishingError, match="không tự duyệt được"):
        publishing.publish(article, by=officer)

    assert publishing.publish(article, by=EditorFactory()).number == 1


def test_not_even_a_superuser_publishes_the_own_draft_of_a_meeting():
    CategoryFactory(name="Sinh hoạt chi bộ")
    officer = PartyOfficerFactory(is_superuser=True)
    article = story.draft_from(meeting(organization()), by=officer)

    with pytest.raises(publishing.PublishingError, match="không tự duyệt được"):
        publishing.publish(article, by=officer)
