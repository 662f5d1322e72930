CREATE TABLE "agg_daily" (
    "state" VARCHAR(2) NOT NULL,
    "accident_date" DATE NOT NULL,
    "accident_count" BIGINT NOT NULL,
    "severity_sum" BIGINT NOT NULL,
    "severity_1" BIGINT NOT NULL,
    "severity_2" BIGINT NOT NULL,
    "severity_3" BIGINT NOT NULL,
    "severity_4" BIGINT NOT NULL,
    PRIMARY KEY ("state", "accident_date")
);
