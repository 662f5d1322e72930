CREATE TABLE "agg_city" (
    "id" INTEGER PRIMARY KEY,
    "state" VARCHAR(2) NOT NULL,
    "city" VARCHAR(100),
    "accident_count" BIGINT NOT NULL,
    "severity_sum" BIGINT NOT NULL,
    "severity_1" BIGINT NOT NULL,
    "severity_2" BIGINT NOT NULL,
    "severity_3" BIGINT NOT NULL,
    "severity_4" BIGINT NOT NULL,
    "expected_score" DOUBLE NOT NULL
);
CREATE UNIQUE INDEX "agg_city.idx_agg_city_key" ON "agg_city" ("state", COALESCE("city", ''));
