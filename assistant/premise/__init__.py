"""What a question holds to be so, and whether the articles say otherwise."""
