"""With which error bodies does Instagram refuse a call?"""

from workbench.simulators.meta.refusals import GraphRefusal, bad_parameter


def expired_token() -> GraphRefusal:
    text = "Error validating access token: Session has expired."
    return GraphRefusal(190, text, subcode=463)


def wrong_login() -> GraphRefusal:
    text = "(#3) Application does not have the capability to make this API call."
    return GraphRefusal(3, text)


def unparsable_token() -> GraphRefusal:
    return GraphRefusal(190, "Cannot parse access token")


def messages_not_allowed() -> GraphRefusal:
    text = "The account owner has disabled access to instagram direct messages."
    return GraphRefusal(200, text, subcode=2534041)


def page_not_linked() -> GraphRefusal:
    return GraphRefusal(100, "The page is not linked to an Instagram account", subcode=2534013)


def nobody() -> GraphRefusal:
    return GraphRefusal(100, "No matching Instagram user", subcode=2534014)


def business_blocked() -> GraphRefusal:
    text = "The business has been blocked from sending messages via the IG Messaging API"
    return GraphRefusal(100, text, subcode=2534029)


def window_closed() -> GraphRefusal:
    text = "(#10) This message is sent outside of allowed window."
    return GraphRefusal(10, text, subcode=2534022)


def invalid_data() -> GraphRefusal:
    return GraphRefusal(100, "Invalid message data", subcode=2534015)


def comment_not_answerable() -> GraphRefusal:
    return GraphRefusal(100, "The comment is invalid for a private reply", subcode=2534025)


def several_images_missing() -> GraphRefusal:
    return bad_parameter("The feature is not available for this account", 2534068)


def no_consent() -> GraphRefusal:
    return GraphRefusal(230, "User consent is required to access user profile")


def not_owner() -> GraphRefusal:
    return bad_parameter("The action is invalid since it's not the thread owner.", 2534037)


def too_fast() -> GraphRefusal:
    text = "(#613) Calls to this api have exceeded the rate limit."
    return GraphRefusal(613, text, subcode=2534040)


def quota_used_up() -> GraphRefusal:
    text = "(#80002) There have been too many calls to this Instagram account."
    return GraphRefusal(80002, text)


def message_gone() -> GraphRefusal:
    text = "This Message has been deleted by the user or the business."
    return GraphRefusal(9000001, text)
