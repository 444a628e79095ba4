"""Elections and appointments, which are activities and facts at once."""

from dataclasses import replace

from fondaco.engines.press.items import within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.acts import find_election, is_election
from fondaco.engines.press.telling.dating import Dating
from fondaco.engines.press.telling.drafts import Draft


class Electing(Dating):
    """Tells who was elected."""

    # 5. Who was elected.
    def _election(self, sentence: Sentence) -> bool:
        people = within(self.gathered.people, sentence.start, sentence.end)
        found = find_election(self.text, sentence, people)
        if found is None:
            self._date_election(sentence)
            return False
        person, start, end, office = found
        if any(
            start < s.start < end or s.start <= start < s.end
            for s in self.gathered.speeches
        ):
            # “«Una decina è già confermata», dice la presidente Anna Rossi”
            return False
        organisation = person.organisation or self.casting.about(sentence, end)
        same = next(
            (
                d
                for d in self.drafts
                if d.kind == "mandate" and person.name.split()[-1] in d.title
            ),
            None,
        )
        if same is None:
            if organisation is None or (sentence.is_heading and " " not in person.name):
                return False
            same = Draft(
                "mandate",
                f"{person.name}, {office}",
                start,
                end,
                sentence.section,
                False,
                True,
                False,
                sentence=self.number,
            )
            same.say("title", start, end)
            before = [d for d in self.drafts if d.kind == "mandate"]
            if before and self.number - before[-1].sentence <= 2:
                # “Vicepresidenti sono stati nominati…”: in the same election.
                same.flags.add("also")
            same.tenses.append("past")
            person = replace(person, organisation=organisation, office=office)
            same.add_part(person, "participant")
            self.drafts.append(same)
            self.casting.elected.append((person, office, same))
            self.casting.speak_of(organisation)
        self._date_mandate(sentence, same)
        return True

    def _date_election(self, sentence: Sentence) -> None:
        """“Lo ha eletto oggi l'assemblea”: when, of whom was named before."""
        mandates = [d for d in self.drafts if d.kind == "mandate" and d.date is None]
        if (
            mandates
            and is_election(self.text, sentence)
            and self.number - mandates[-1].sentence <= 2
        ):
            self._date_mandate(sentence, mandates[-1])

    def _date_mandate(self, sentence: Sentence, same: Draft) -> None:
        for when in within(self.gathered.dates, sentence.start, sentence.end):
            if (
                not self._is_of_office(when)
                and when.expression.bound == ""
                and same.date is None
            ):
                date = self._resolved(when, "past")
                if date is not None and date.precision in {"day", "month"}:
                    self._put_date(same, when, date, in_domain=True)
