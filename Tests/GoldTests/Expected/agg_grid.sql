CREATE TABLE "agg_grid" (
    "state" VARCHAR(2) NOT NULL,
    "latitude_cell" INT NOT NULL,
    "longitude_cell" INT NOT NULL,
    "accident_count" BIGINT NOT NULL,
    "severity_sum" BIGINT NOT NULL,
    "severity_1" BIGINT NOT NULL,
    "severity_2" BIGINT NOT NULL,
    "severity_3" BIGINT NOT NULL,
    "severity_4" BIGINT NOT NULL,
    "latitude" DOUBLE NOT NULL,
    "longitude" DOUBLE NOT NULL,
    "years_active" INT NOT NULL,
    PRIMARY KEY ("state", "latitude_cell", "longitude_cell")
);
