def label(parcel: dict) -> str:
    """The text of a shipping label."""
    return f"{parcel['id']}\n{parcel['address']}"
