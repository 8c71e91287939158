"""What a message wants of goals and check-ins, and what a reply to "how did it go?" says: a small language model, taught from our own examples."""
