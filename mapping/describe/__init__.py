"""The map in words: in full for those who can't see it, short for under it, and by views. Never a score or a judgement."""

from mapping.describe.captions import CAPTION_LIMIT, caption
from mapping.describe.splitting import TELEGRAM_LIMIT, split_for_telegram
from mapping.describe.whole import describe_map

__all__ = ["CAPTION_LIMIT", "TELEGRAM_LIMIT", "caption", "describe_map", "split_for_telegram"]
