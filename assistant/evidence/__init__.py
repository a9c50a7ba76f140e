"""What the articles have for a question: searched, fused and ranked."""
