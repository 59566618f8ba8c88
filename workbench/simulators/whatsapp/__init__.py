"""The WhatsApp Cloud API, simulated."""
