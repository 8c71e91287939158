"""A small language model taught to tell sentences apart: what the crisis screen and the reader of feelings share."""
