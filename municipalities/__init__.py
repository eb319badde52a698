"""Who: municipalities, regions, organisations and contacts, through time."""
