import Accidents

extension NamedQuery {
    /// A page of states and cities from a danger index downwards.
    static let placesByDangerDescending = NamedQuery(
        "places_by_danger_descending", "places from a danger index downwards", .kpisSecurity, [.init("danger_index", .dangerIndex, .atMost)],
        order: [.init("danger_index", descending: true), .init("state")], limit: 100, index: "idx_security_api")

    /// A page of states and cities from a danger index upwards.
    static let placesByDangerAscending = NamedQuery(
        "places_by_danger_ascending", "places from a danger index upwards", .kpisSecurity, [.init("danger_index", .dangerIndex, .atLeast)],
        order: [.init("danger_index")], limit: 100, index: "idx_danger_index")

    /// The row of a state, or of the country.
    public static let state = NamedQuery(
        "state", "a state", .kpisSecurity, where: [.isNull("city")], [.init("state", .state)], index: "idx_state")

    /// A page of a state's cities.
    static let citiesOfState = NamedQuery(
        "cities_of_state", "cities of a state, the most accidents first", .kpisSecurity, where: [.isNotNull("city")], [.init("state", .state)],
        order: [.init("accident_count", descending: true)], limit: 100, index: "idx_state")

    /// The cities that have a hotspot rank.
    static let citiesByHotspotRank = NamedQuery(
        "cities_by_hotspot_rank", "cities by hotspot rank", .kpisSecurity, where: [.between("hotspot_rank", 1, 50), .isNotNull("city")],
        order: [.init("hotspot_rank")], limit: 50, index: "idx_hotspot_rank")

    /// The states without the country.
    public static let statesByHotspotRank = NamedQuery(
        "states_by_hotspot_rank", "states by hotspot rank", .kpisSecurity, where: [.isNull("city"), .differs("state", .text(Country.code))],
        order: [.init("hotspot_rank")])

    /// A state and its cities.
    public static let placesOfState = NamedQuery(
        "places_of_state", "a state and its cities, the most accidents first", .kpisSecurity, [.init("state", .state)],
        order: [.init("accident_count", descending: true), .init("city")], index: "idx_state")
}
