"""Notes written for the tests of this room, used nowhere else."""

from coach.domain.situation import CaseInput, Profile

TODAY = "2026-03-04"

OURS = """\
ok so this is on us. the catalogue for Fernhill Garden Centres was due at their stores on 27 feb
and it is not there. I booked the press for the wrong week, nobody else touched it. Nadia Okello,
their marketing head, rang this morning and was furious, spring sale opens Saturday 14 March and
she has 40 stores waiting. total order is £18,400, half paid. we could print 6,000 of the 15,000
copies by Tuesday 10 March and the rest by 17 March. could also send a PDF today. my boss Gwen
says I can go to 10% off but don't tell them that. between ourselves Nadia is a bit of a drama
queen. no idea whether the stores can take deliveries on a saturday"""

THEIRS = """\
Invoice 7731 for Tarn Fitness, £9,250, due 20 February, is still unpaid. They changed the logo
file on 3 February after we had cut 120 signs, so 120 signs had to be made again. Their owner, Mr
Lowther, says the second batch is our problem and he will not pay for it. The second batch came to
£2,900. We have worked with them since 2018 and never had a quarrel. I can offer to split the cost
of the second batch, and I could set up one last check of files before we cut. I would not go
below £1,200 for it, that stays here. I would like to ring him before Friday."""

THIN = "client is cross about the website, what do I say"

HURT = OURS + " He said if this goes wrong he wants to kill himself and I don't know what to do."


def case(text: str, **more: object) -> CaseInput:
    return CaseInput.model_validate({"text": text, "today": TODAY, **more})


ME = Profile(name="Ida Brandt", role="account lead", company="Pressworks", authority="up to £500")
