CREATE TABLE "rejected_rows" (
    "id" TEXT,
    "file" VARCHAR(500) NOT NULL,
    "row" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    PRIMARY KEY ("file", "row")
);
