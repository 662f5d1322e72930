extension NamedQuery {
    /// The zones of high danger.
    static let hotspotsByDanger = NamedQuery(
        "hotspots_by_danger", "hotspots, the most dangerous first", .hotspots, where: [.greaterThan("danger_score", 0.7)],
        order: [.init("danger_score", descending: true), .init("state"), .init("city")], limit: 20, index: "idx_hotspots_api")

    /// The zones of high danger, the least of it first.
    static let hotspotsByDangerAscending = NamedQuery(
        "hotspots_by_danger_ascending", "hotspots from a danger score upwards", .hotspots, where: [.greaterThan("danger_score", 0.7)],
        order: [.init("danger_score")], limit: 20, index: "idx_danger_score")

    /// The zones of a city.
    static let hotspotsOfCity = NamedQuery(
        "hotspots_of_city", "hotspots of a city", .hotspots, [.init("state", .state), .init("city", .city)], index: "idx_location")

    /// The zones in a rectangle.
    static let hotspotsOnMap = NamedQuery(
        "hotspots_on_map", "hotspots on a map", .hotspots,
        [
            .init("latitude", .latitudeFrom, .atLeast, as: "latitude_from"), .init("latitude", .latitudeTo, .atMost, as: "latitude_to"),
            .init("longitude", .longitudeFrom, .atLeast, as: "longitude_from"), .init("longitude", .longitudeTo, .atMost, as: "longitude_to"),
        ], limit: 100, index: "idx_coordinates")

    /// The zones of the ten first ranks.
    static let firstHotspots = NamedQuery(
        "first_hotspots", "the first ten hotspots", .hotspots, where: [.atMost("rank", 10)], order: [.init("rank")], index: "idx_hotspots_rank")

    /// All zones, or those of a state.
    public static let hotspotsByRank = NamedQuery(
        "hotspots_by_rank", "hotspots by rank", .hotspots, [.init("state", .state, optional: true)], order: [.init("rank")])
}
