"""A service's own directory of what is on nearby, in the Open Referral UK format, filtered by interest and area."""

from mapping.resources.choosing import choose, near_to
from mapping.resources.interests import interests_in
from mapping.resources.reading import Directory, read_directory
from mapping.resources.record import Resource, Skipped
from mapping.resources.telling import describe_resource, describe_resources, short_details, when_checked, where

__all__ = [
    "Directory", "Resource", "Skipped", "choose", "describe_resource", "describe_resources", "interests_in", "near_to", "read_directory",
    "short_details", "when_checked", "where",
]
