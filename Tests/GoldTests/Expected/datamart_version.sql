CREATE TABLE "datamart_version" (
    "version" BIGINT NOT NULL,
    "run_id" VARCHAR(64) NOT NULL,
    "published_at" TIMESTAMP NOT NULL,
    PRIMARY KEY ("version")
);
