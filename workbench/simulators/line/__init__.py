"""LINE as the Messaging API shows it: sending, its refusals and its webhooks."""
