"""The words of schema.org for what newscore calls genres, policies, kinds of tag and source types."""

from typing import Final

__all__ = ["ABOUT", "GENRES", "NOT_NEWS", "POLICIES", "SOURCE_TYPES"]

GENRES: Final = {
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "reportage": "ReportageNewsArticle",
    "review": "ReviewNewsArticle",
    "background": "BackgroundNewsArticle",
    "ask-public": "AskPublicNewsArticle",
    "satire": "SatiricalArticle",
    "advertiser-content": "AdvertiserContentArticle",
}
"""The schema.org type of each genre; plain news is a NewsArticle."""

NOT_NEWS: Final = frozenset({"satire", "advertiser-content"})
"""Genres that are no NewsArticle to schema.org, and so have no dateline."""
POLICIES: Final = {
    "publishing-principles": "publishingPrinciples",
    "corrections": "correctionsPolicy",
    "ethics": "ethicsPolicy",
    "fact-checking": "verificationFactCheckingPolicy",
    "unnamed-sources": "unnamedSourcesPolicy",
    "no-bylines": "noBylinesPolicy",
    "diversity": "diversityPolicy",
    "diversity-staffing": "diversityStaffingReport",
    "masthead": "masthead",
    "ownership": "ownershipFundingInfo",
    "mission": "missionCoveragePrioritiesPolicy",
    "feedback": "actionableFeedbackPolicy",
}
"""The property of NewsMediaOrganization for each policy."""
ABOUT: Final = {
    "subject": "Thing",
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "event": "Event",
}
"""The schema.org type of what a tag names; a keyword is of none."""
SOURCE_TYPES: Final = {
    "algorithmicMedia": "AlgorithmicMedia",
    "algorithmicallyEnhanced": "AlgorithmicallyEnhanced",
    "composite": "Composite",
    "compositeCapture": "CompositeCapture",
    "compositeSynthetic": "CompositeSynthetic",
    "compositeWithTrainedAlgorithmicMedia": "CompositeWithTrainedAlgorithmicMedia",
    "computationalCapture": "MultiFrameComputationalCapture",
    "dataDrivenMedia": "DataDrivenMedia",
    "digitalArt": "DigitalArt",
    "digitalCapture": "DigitalCapture",
    "minorHumanEdits": "MinorHumanEdits",
    "negativeFilm": "NegativeFilm",
    "positiveFilm": "PositiveFilm",
    "print": "Print",
    "screenCapture": "ScreenCapture",
    "trainedAlgorithmicMedia": "TrainedAlgorithmicMedia",
    "virtualRecording": "VirtualRecording",
}
"""IPTC Digital Source Types, and the first part of the schema.org member that means the same."""
