"""What an answer tells of somebody's or something's part in how the participant feels: a small language model, taught from our own answers."""
