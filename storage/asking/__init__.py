"""Questions about the record: a typed `Query` in, an `Answer` out, made only of what this person may see."""
