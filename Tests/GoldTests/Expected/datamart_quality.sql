CREATE TABLE "datamart_quality" (
    "table" VARCHAR(64) NOT NULL,
    "metric" VARCHAR(64) NOT NULL,
    "value" DOUBLE NOT NULL,
    "threshold" DOUBLE NOT NULL,
    "passed" BOOLEAN NOT NULL,
    PRIMARY KEY ("table", "metric")
);
