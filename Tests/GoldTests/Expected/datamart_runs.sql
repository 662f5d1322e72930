CREATE TABLE "datamart_runs" (
    "run_id" VARCHAR(64) NOT NULL,
    "mode" TEXT NOT NULL CHECK ("mode" IN ('full', 'incremental', 'partial')),
    "started_at" TIMESTAMP NOT NULL,
    "finished_at" TIMESTAMP,
    "status" TEXT NOT NULL CHECK ("status" IN ('running', 'succeeded', 'failed', 'gated')),
    "data_version" BIGINT,
    "rows_read" BIGINT NOT NULL,
    "rows_accepted" BIGINT NOT NULL,
    "rows_rejected" BIGINT NOT NULL,
    "partitions" BIGINT NOT NULL,
    "scan_seconds" DOUBLE,
    "derive_seconds" DOUBLE,
    "export_seconds" DOUBLE,
    "quality_score" DOUBLE,
    "error" TEXT,
    PRIMARY KEY ("run_id")
);
