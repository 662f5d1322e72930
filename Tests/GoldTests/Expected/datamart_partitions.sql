CREATE TABLE "datamart_partitions" (
    "partition" VARCHAR(255) NOT NULL,
    "fingerprint" VARCHAR(32) NOT NULL,
    "months" TEXT NOT NULL,
    "rows" BIGINT NOT NULL,
    PRIMARY KEY ("partition")
);
