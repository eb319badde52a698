"""What every file and answer holds: `records` reads rows into plain values, the other modules name the columns of each file."""
