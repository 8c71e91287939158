"""What an answer to a planning question is, read against all of them."""

import pytest

from nlu.checkins.planned import Said, read_planned


@pytest.mark.parametrize("text", ["ill ring carol", "ill just text her", "i'll ring carol", "Ill pack my bag"])
def test_what_somebody_will_do_is_a_step_and_no_illness(text: str) -> None:
    assert read_planned(text).sorts == (Said.STEP,)


@pytest.mark.parametrize("text", ["being ill", "im ill a lot", "if im ill", "my mum being ill"])
def test_being_ill_is_in_the_way(text: str) -> None:
    assert Said.BARRIER in read_planned(text).sorts
