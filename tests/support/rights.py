"""Every right of every function, as the template is to give it."""

CONSUME = {
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibility",
    "sqs:GetQueueAttributes",
}
TURNS = {"dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem"}
PUSHES = TURNS | {"dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:Query"}

SSM = "arn:aws:ssm:ap-northeast-1:123456789012:parameter/towkay/dev"
SQS = "arn:aws:sqs:ap-northeast-1:123456789012:towkay"
TABLE = "arn:aws:dynamodb:ap-northeast-1:123456789012:table/Table"

# Every right of every function. A new line here is a decision, not a repair.
RIGHTS = {
    "webhook": {
        f"{SSM}/*/*/verify": {"ssm:GetParameter"},
        f"{SQS}-conversations.fifo": {"sqs:SendMessage"},
        f"{SQS}-receipts": {"sqs:SendMessage"},
    },
    "faq": {
        f"{SQS}-conversations.fifo": CONSUME,
        TABLE: TURNS | {"dynamodb:PutItem", "dynamodb:Query"},
        "arn:aws:s3:::PacksBucket/packs/*": {"s3:GetObject"},
        f"{SSM}/refs/key": {"ssm:GetParameter"},
        f"{SQS}-outbound.fifo": {"sqs:SendMessage"},
    },
    "delivery": {
        f"{SQS}-outbound.fifo": CONSUME,
        TABLE: PUSHES,
        "arn:aws:s3:::PacksBucket/packs/*": {"s3:GetObject"},
        f"{SSM}/*/*/send": {"ssm:GetParameter"},
    },
    "notifications": {
        TABLE: {
            *("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"),
            *("dynamodb:PutItem", "dynamodb:UpdateItem"),
        },
        f"{TABLE}/index/by_lookup": {"dynamodb:Query"},
        "arn:aws:s3:::PacksBucket/packs/*": {"s3:GetObject"},
        f"{SQS}-campaigns": {"sqs:SendMessage"},
    },
    "receipts": {
        f"{SQS}-receipts": CONSUME,
        TABLE: {"dynamodb:GetItem", "dynamodb:UpdateItem"},
    },
    "shipments": {
        f"{SSM}/shipments/*": {"ssm:GetParameter"},
        f"{SSM}/checkout": {"ssm:GetParameter"},
        f"{SSM}/refs/key": {"ssm:GetParameter"},
        f"{SSM}/endpoints": {"ssm:GetParameter"},
        f"{SSM}/*/*/verify": {"ssm:GetParameter"},
        f"{SQS}-shipments": {"sqs:SendMessage"},
    },
    "shipping": {
        f"{SQS}-shipments": CONSUME,
        TABLE: PUSHES | {"dynamodb:DeleteItem"},
        f"{TABLE}/index/by_lookup": {"dynamodb:Query"},
        "arn:aws:s3:::PacksBucket/packs/*": {"s3:GetObject"},
        f"{SQS}-outbound.fifo": {"sqs:SendMessage"},
    },
    "sweeper": {
        f"{TABLE}/index/by_due": {"dynamodb:Query"},
        f"{SQS}-outbound.fifo": {"sqs:SendMessage"},
    },
    "admin": {
        TABLE: {
            *("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"),
            *("dynamodb:PutItem", "dynamodb:UpdateItem"),
        },
        "arn:aws:s3:::PacksBucket/packs/*": {"s3:GetObject", "s3:PutObject"},
    },
    "care": {
        f"{SSM}/endpoints": {"ssm:GetParameter"},
        f"{SSM}/*/*/verify": {"ssm:GetParameter"},
        f"{SSM}/*/*/send": {"ssm:GetParameter"},
        TABLE: {"dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:Query"},
        "arn:aws:s3:::PacksBucket/packs/*": {"s3:GetObject"},
    },
}
# The folder of delivery, deployed a second time: the same, but for its queue.
CAMPAIGN_DELIVERY = {
    **{place: rights for place, rights in RIGHTS["delivery"].items() if "outbound" not in place},
    f"{SQS}-campaigns": CONSUME | {"sqs:SendMessage"},
}
