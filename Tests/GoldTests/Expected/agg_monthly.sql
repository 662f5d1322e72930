CREATE TABLE "agg_monthly" (
    "state" VARCHAR(2) NOT NULL,
    "month" VARCHAR(7) NOT NULL,
    "accident_count" BIGINT NOT NULL,
    "severity_sum" BIGINT NOT NULL,
    "severity_1" BIGINT NOT NULL,
    "severity_2" BIGINT NOT NULL,
    "severity_3" BIGINT NOT NULL,
    "severity_4" BIGINT NOT NULL,
    "days" INT NOT NULL,
    PRIMARY KEY ("state", "month")
);
