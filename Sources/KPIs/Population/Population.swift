/// Inhabitants of the states (2020 Census) and of places (GeoNames); `Resources/SOURCES.md` has sources and licenses.
public struct Population: Sendable {
    /// Inhabitants of the 50 states and DC together.
    public let country: Int64
    let states: [String: Int64]
    /// By state, tab, normalized name.
    let places: [String: Int64]

    /// The inhabitants of the state with the two-letter `code`. Nil when there is none.
    public func ofState(_ code: String) -> Int64? { states[code] }

    /// The inhabitants of the city that a feed calls `name`, or nil when none can be found.
    ///
    /// Found by normalized name (``PlaceName``), of several places with one name the most populous; then by GeoNames'
    /// alternate names; then by the reviewed aliases. A borough is a place of its own: it never adds to its city.
    public func ofCity(_ name: String, state: String) -> Int64? {
        places[Population.key(state, PlaceName.normalized(name))]
    }

    static func key(_ state: String, _ name: String) -> String { "\(state)\t\(name)" }
}
