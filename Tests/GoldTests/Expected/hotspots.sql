CREATE TABLE "hotspots" (
    "id" INTEGER PRIMARY KEY,
    "state" VARCHAR(2) NOT NULL,
    "city" VARCHAR(100),
    "latitude" DOUBLE NOT NULL,
    "longitude" DOUBLE NOT NULL,
    "accident_count" BIGINT,
    "severity_avg" DOUBLE,
    "danger_score" DOUBLE,
    "radius_miles" DOUBLE,
    "last_updated" TIMESTAMP,
    "rank" INT NOT NULL,
    "gi_z" DOUBLE,
    "gi_q" DOUBLE,
    "years_active" INT
);
CREATE UNIQUE INDEX "hotspots.idx_hotspots_rank" ON "hotspots" ("rank");
CREATE INDEX "hotspots.idx_hotspots_api" ON "hotspots" ("danger_score" DESC, "state", "city");
CREATE INDEX "hotspots.idx_location" ON "hotspots" ("state", "city");
CREATE INDEX "hotspots.idx_coordinates" ON "hotspots" ("latitude", "longitude");
CREATE INDEX "hotspots.idx_danger_score" ON "hotspots" ("danger_score");
