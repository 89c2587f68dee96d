"""Presidio's recognisers for the United Kingdom, and scrubadub, set up without a network.

Neither is measured here. Presidio as it comes loads a large model of English, which has
to be downloaded. So it is set up twice: on spaCy's empty pipeline, which only splits
words, and on one of the parts and size of spaCy's small model, untrained: the work is
that of a model, what it says is not.
"""

from collections.abc import Callable

import scrubadub
import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    NhsRecognizer,
    PhoneRecognizer,
    UkDrivingLicenceRecognizer,
    UkNinoRecognizer,
    UkPassportRecognizer,
    UkPostcodeRecognizer,
    UkVehicleRegistrationRecognizer,
)
from spacy.language import Language


Read = Callable[[str], object]
RECOGNISERS = (
    NhsRecognizer,
    UkNinoRecognizer,
    UkDrivingLicenceRecognizer,
    UkPassportRecognizer,
    UkPostcodeRecognizer,
    UkVehicleRegistrationRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    CreditCardRecognizer,
)
# The widths that en_core_web_sm names in its own configuration.
HASHED = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 96,
    "depth": 4,
    "embed_size": 2000,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
}
SHARED = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
TAGS = "CC CD DT IN JJ MD NN NNP NNS PRP RB TO VB VBD VBG VBN VBP VBZ"
RELATIONS = "nsubj dobj prep pobj det amod compound conj cc aux advmod mark ROOT"
ENTITIES = "PERSON GPE LOC ORG NORP DATE TIME MONEY CARDINAL ORDINAL PERCENT"


def untrained() -> Language:
    """The parts and widths of spaCy's small model of English, which has seen nothing.

    A tagger and a parser share one reading of the words, the entity recogniser has its
    own. Lemmas are left out: their tables would have to be downloaded too.
    """
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": HASHED})
    tagger = nlp.add_pipe("tagger", config={"model": {"tok2vec": SHARED}})
    parser = nlp.add_pipe("parser", config={"model": {"tok2vec": SHARED}})
    recogniser = nlp.add_pipe("ner", config={"model": {"tok2vec": HASHED}})
    for part, labels in ((tagger, TAGS), (parser, RELATIONS), (recogniser, ENTITIES)):
        for label in labels.split():
            part.add_label(label)
    nlp.initialize()
    return nlp


def presidio(nlp: Language) -> Read:
    """What finds personal data in one text: ten recognisers, British numbers only."""
    # The list of suffixes that came with the package, else each e-mail asks the network.
    suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    vars(tldextract)["extract"] = suffixes
    registry = RecognizerRegistry(supported_languages=["en"])
    for recogniser in RECOGNISERS:
        registry.add_recognizer(recogniser())
    registry.add_recognizer(PhoneRecognizer(supported_regions=["GB"]))
    # Presidio would load a pipeline by its name; this one was made here.
    pipelines = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "made here"}])
    pipelines.nlp = {"en": nlp}
    engine = AnalyzerEngine(
        registry=registry, nlp_engine=pipelines, supported_languages=["en"]
    )
    return lambda text: engine.analyze(text, language="en")


def scrubber() -> Read:
    """What finds personal data in one text: every detector that it has for en_GB."""
    found = scrubadub.Scrubber(locale="en_GB")
    return lambda text: list(found.iter_filth(text))
