CREATE TABLE "kpis_security" (
    "id" INTEGER PRIMARY KEY,
    "state" VARCHAR(2) NOT NULL,
    "city" VARCHAR(100),
    "accident_rate_per_100k" DOUBLE,
    "danger_index" DOUBLE,
    "severity_distribution" JSON CHECK ("severity_distribution" IS NULL OR json_valid("severity_distribution")),
    "hotspot_rank" INT,
    "last_updated" TIMESTAMP,
    "accident_count" BIGINT,
    "population" BIGINT,
    "rate_ci_low" DOUBLE,
    "rate_ci_high" DOUBLE,
    "rate_eb" DOUBLE,
    "severe_share" DOUBLE,
    "severe_share_ci_low" DOUBLE,
    "severe_share_ci_high" DOUBLE,
    "danger_index_raw" DOUBLE,
    "danger_level" TEXT CHECK ("danger_level" IN ('normal', 'high'))
);
CREATE UNIQUE INDEX "kpis_security.idx_security_key" ON "kpis_security" ("state", COALESCE("city", ''));
CREATE INDEX "kpis_security.idx_security_api" ON "kpis_security" ("danger_index" DESC, "state");
CREATE INDEX "kpis_security.idx_state" ON "kpis_security" ("state");
CREATE INDEX "kpis_security.idx_danger_index" ON "kpis_security" ("danger_index");
CREATE INDEX "kpis_security.idx_hotspot_rank" ON "kpis_security" ("hotspot_rank");
