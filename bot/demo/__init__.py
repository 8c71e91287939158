"""A believable service made of invented people, to try the console with and to take its pictures from."""
