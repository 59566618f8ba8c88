"""Messenger as the Graph API shows it: the Send API, its refusals and its webhooks."""
