"""What is said of no one activity: “fiere e missioni”, “ogni evento”, a habit."""

import re

from fondaco.engines.press.dates.patterns import MONTHS, compiled
from fondaco.engines.press.dates.resolving import Date
from fondaco.engines.press.items import within
from fondaco.engines.press.sentences import Sentence
from fondaco.engines.press.telling.drafts import MISSIONS
from fondaco.engines.press.telling.later import is_later
from fondaco.engines.press.telling.mention import EVENTS, Mention
from fondaco.engines.press.telling.tenses import tense_of
from fondaco.engines.press.telling.titling import Titling

_WISHED = re.compile(
    r"(?<!\w)(?:fissare|prenotare|richiedere|chiedere|concordare|proporre|manifestazioni"
    r"\s+di\s+interesse\s+per)\s+(?:un[ao']?|gli|i|la|il)?\s*(?:\w+\s+)?$"
    # “Scartata l'idea di una missione”, “mi piacerebbe organizzare un festival”
    r"|(?<!\w)(?:idea|ipotesi|possibilita|speranza|desiderio|sogno|intenzione|auspicio)\s+"
    r"(?:di|d')\s*(?:\w+[aei]re\s+)?(?:un[ao']?\s*|altr[aeio]\s+)?(?:\w+\s+)?$"
    r"|(?<!\w)(?:vorr\w+|piacerebbe|potremmo|potrebbe(?:ro)?|sarebbe(?:ro)?|bisognerebbe"
    r"|dovremmo|sogn\w+\s+di)\s+(?:\w+\s+){0,2}(?:un[ao']?\s*|altr[aeio]\s+)?(?:\w+\s+)?$"
)
# “Partecipa regolarmente alle principali fiere, da EMO a BI-MU”
_USUALLY = re.compile(
    r"(?<!\w)(?<!come\s)(?:regolarmente|abitualmente|stabilmente|ogni\s+anno"
    r"|(?:al)?le\s+(?:principali|maggiori|piu\s+importanti)\s+(?:fiere|manifestazioni|rassegne))(?!\w)"
)
# “L'assemblea si riunisce due volte all'anno”; but “come ogni anno saremo a…”
_HABITUAL = re.compile(
    r"(?<!come\s)(?<!\w)(?:ogni\s+(?:prim[oa]\s+|second[oa]\s+|terz[oa]\s+|ultim[oa]\s+|due\s+|tre\s+)?"
    r"(?:ann[oi]|mes[ei]|settiman[ae]|trimestre|semestre|giorn[oi]|estate|inverno|autunno"
    r"|primavera|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica)"
    r"|tutti\s+gli\s+anni|(?:una|due|tre|quattro|sei|piu)\s+volt[ae]\s+(?:all'|l'|al\s+|a\s+|la\s+)"
    r"|ogni\s+(?:edizione|volta|incontro|appuntamento)|a\s+(?:mesi|settimane|anni)\s+altern[ie]"
    r"|negli\s+anni\s+(?:pari|dispari)|annualmente|mensilmente|periodicamente|regolarmente|abitualmente|solitamente"
    r"|di\s+(?:norma|regola|solito)|per\s+statuto|(?:con|a)\s+cadenza"
    # What something is like: “i tirocini durano sei mesi”.
    r"|dura(?:no)?|costa(?:no)?|da(?:nno)?\s+diritto|si\s+rivolg(?:e|ono)|(?:è|sono)\s+(?:riservat|gratuit|obbligatori|apert)\w+)"
    r"(?!\w)"
)
# “La tappa di Bari non è più in calendario”
_NO_MORE = re.compile(
    r"[^.;:\n]{0,90}?(?<!\w)non\s+(?:è|sara|saranno|sono|c'è|ci\s+sara|si\s+(?:terra|fara|svolgera))"
    r"\s+(?:piu\s+)?(?:in\s+(?:calendario|programma|agenda)|previst[oaie]|piu)(?!\w)"
)
# “Il progetto prevede tre visite di studio e una conferenza finale”
_PLANNED = re.compile(
    r"(?<!\w)(?:progetto|piano|corso|percorso|programma|accordo|protocollo|convenzione|documento|bando|avviso)\b"
    r"[^.;:]{0,60}?(?<!\w)(?:preved(?:e|ono|eva|era)|contempla|comprende|include)(?!\w)[^.;]*$"
)
# “Il festival potrebbe tenersi a Sapporo”
_PERHAPS = re.compile(r"[^.;:,\n]{0,40}?(?<!\w)potrebbe(?:ro)?(?!\w)")
# “È rinviata alla prossima riunione”
_NEXT_TIME = re.compile(
    r"(?<!\w)(?:alla|nella|della|in\s+una|a\s+una)\s+(?:prossima|successiva|precedente|altra|futura)\s+$"
)
# “Si riunisce ogni primo lunedì”
_HABIT = re.compile(r"\W*(?:\w+\s+){0,2}?(?:ogni|tutti\s+i|una\s+volta)\s")
_SESSIONS = re.compile(
    r"(?:tavola rotonda|panel|sessione|dibattito|talk|lectio|lezione)"
)
_AGENDA = re.compile(
    r"(?:in\s+(?:agenda|calendario|programma|scaletta)|previst[ie]|seguit[ei]|seguiranno"
    r"|si\s+(?:sono\s+)?(?:tenut[ie]|svolt[ie]|terranno|svolgeranno)|avranno\s+luogo)"
    r"\s+(?:(?:gli|i|le|degli|dei|delle|due|tre|quattro|\d+|anche|alcun[ie])\s+){0,2}$"
)
_HOUR = re.compile(
    r"[\s•*-]*(?:(?:alle\s+)?ore\s+)?\d{1,2}[.:]\d\d(?:\s*-\s*\d{1,2}[.:]\d\d)?\s*(?:[-:|]?\s*$|[^:.;,]{2,60}:\s*$)"
)


class Nothing(Titling):
    """Tells the mentions that are of no activity."""

    def _is_nothing(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether it is said of no one activity: “fiere e missioni”, “ogni evento”."""
        if mention.kind not in EVENTS:
            return False
        before = self.text.folded[
            max(sentence.start, mention.start - 40) : mention.start
        ]
        if re.search(
            r"(?<!\w)(?:ogni|qualsiasi|nessun\w*|ciascun\w*"
            r"|senza|qualunque)\s+(?:\w+\s+)?$",
            before,
        ):
            return True
        if _NO_MORE.match(self.text.folded, mention.end, sentence.end) or (
            _PERHAPS.match(self.text.folded, mention.end, sentence.end)
        ):
            return True
        if mention.is_deed and _HABIT.match(
            self.text.folded, mention.end, sentence.end
        ):
            return True
        usual = self.text.folded[sentence.start : mention.start]
        if _USUALLY.search(usual) and not within(
            self.gathered.dates, sentence.start, sentence.end
        ):
            return True
        if _WISHED.search(before) or self._is_session_of(sentence, mention):
            return True
        if self._is_undated(sentence) and (
            _NEXT_TIME.search(before)
            or (mention.title is None and _PLANNED.search(usual))
            or (
                mention.title is None
                and _HABITUAL.search(self.text.folded, sentence.start, sentence.end)
            )
        ):
            return True
        if (
            mention.words.casefold().startswith("edizion")
            and mention.title is None
            and re.search(
                r"prossim\w*\s*$|precedent\w*\s*$|scors\w*\s*$|passat\w*\s*$", before
            )
        ) or re.match(
            rf"\s+(?:(?:del\s+prossimo|dello\s+scorso)(?!\s+{MONTHS})|dell'anno"
            r"|precedent|preceding)",
            self.text.folded[mention.end : mention.end + 40],
        ):
            self._elsewhere = True
            return True
        if mention.words.casefold() == "tappa" and (
            re.search(r"\bfa(?:nno|ra|ranno|tto)?\s+$", before)
            or (self.focus is not None and self.focus.kind in MISSIONS)
        ):
            return True
        one_of_many = re.search(
            r"(?:prim[oa]|second[oa]|terz[oa]|ultim[oa]|un[oa]?)\s+(?:dei"
            r"|degli|delle)\s+(?:\w+\s+)?$",
            before,
        )
        if not mention.is_plural or mention.title is not None or one_of_many:
            return False
        date = self._date_near(sentence, mention)
        if mention.kind == "matchmaking":
            return date is None and not self._is_on_agenda(sentence, mention)
        return not (
            (
                mention.kind in {"visit", "seminar", "training"}
                and (date is not None and date.precision == "day")
            )
            or self._is_on_agenda(sentence, mention)
        )

    def _is_undated(self, sentence: Sentence) -> bool:
        return not any(
            when.expression.first.month or when.expression.unit is not None
            for when in within(self.gathered.dates, sentence.start, sentence.end)
        )

    def _is_session_of(self, sentence: Sentence, mention: Mention) -> bool:
        """“Ha preso parte alla tavola rotonda “Alghe””: a session of what was told."""
        focus = self.focus
        if mention.title is None or not mention.title.is_quoted or focus is None:
            return False
        if not _SESSIONS.match(mention.words.casefold()) or focus.date is None:
            return False
        if focus.section != sentence.section or focus.date.precision != "day":
            return False
        dated = within(self.gathered.dates, sentence.start, sentence.end)
        timed = compiled("time").search(self.text.folded, sentence.start, sentence.end)
        return not dated and timed is None

    def _is_on_agenda(self, sentence: Sentence, mention: Mention) -> bool:
        """“Ore 15.00 - Incontri B2B”, “in agenda due tavole rotonde”."""
        before = self.text.folded[sentence.start : mention.start]
        return (
            _AGENDA.search(before[-60:]) is not None
            or _HOUR.match(before) is not None
            # “Nel pomeriggio, incontri b2b”
            or is_later(before[:70])
        )

    def _date_near(self, sentence: Sentence, mention: Mention) -> Date | None:
        dates = within(self.gathered.dates, sentence.start, sentence.end)
        usable = [d for d in dates if d.expression.bound not in {"deadline", "until"}]
        if not usable:
            return self._lead_date()
        after = [d for d in usable if d.start >= mention.end]
        following = [m for m in self._mentioned if m.start > mention.start]
        if following:
            after = [d for d in after if d.start < following[0].start]
        if following and not after:
            return None
        chosen = after[0] if after else usable[-1]
        return self._resolved(chosen, tense_of(self.text, sentence.start, sentence.end))
