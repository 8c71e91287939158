"""One message, one direction: stored, screened, answered by Rasa, delivered. Durable all the way (design §2, §8)."""
