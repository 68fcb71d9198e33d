"""What people make of resources, in tables: tries, saves, collections, reports, and links that are asked."""

from communitybot.storage.judging_collections import CollectionRows
from communitybot.storage.judging_reports import ReportRows


class StoredJudging(ReportRows, CollectionRows):
    """Everything judging keeps, on one connection."""
