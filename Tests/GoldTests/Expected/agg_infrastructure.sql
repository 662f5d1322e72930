CREATE TABLE "agg_infrastructure" (
    "id" INTEGER PRIMARY KEY,
    "state" VARCHAR(2) NOT NULL,
    "source" VARCHAR(20),
    "year" INT NOT NULL,
    "infrastructure_type" VARCHAR(50) NOT NULL,
    "accident_count" BIGINT NOT NULL,
    "severity_sum" BIGINT NOT NULL,
    "severity_1" BIGINT NOT NULL,
    "severity_2" BIGINT NOT NULL,
    "severity_3" BIGINT NOT NULL,
    "severity_4" BIGINT NOT NULL,
    "accidents_without" BIGINT NOT NULL,
    "severe_without" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "agg_infrastructure.idx_agg_infrastructure_key" ON "agg_infrastructure" ("state", COALESCE("source", ''), "year", "infrastructure_type");
