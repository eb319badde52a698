"""The yearly review: every municipality looks through its own list and confirms it. Start in `rounds`, then `answering`."""
