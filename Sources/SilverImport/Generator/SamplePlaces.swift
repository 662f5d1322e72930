import Silver

/// The cities of a sample, all of them real: those of a ``SampleShape``, whose shares are known, and those of a ``Gazetteer``.
///
/// What a state's known cities leave of its share is spread over its other places by population. Counties and airports are
/// invented throughout: they have plausible names and numbers, and mean nothing.
struct SamplePlaces: Sendable {
    /// A (state, city) pair.
    struct Place: Sendable {
        /// Position in ``SampleShape/states``.
        var state: Int32
        /// Positions in ``SamplePlaces/cities``, ``SamplePlaces/counties`` and ``SamplePlaces/airports``.
        var city: Int32
        var county: Int32
        var airport: Int32
        /// Of its center, in degrees.
        var latitude: Double
        var longitude: Double
        /// Number of street names.
        var streets: Int32
    }

    /// State by state, in a state by falling share.
    private(set) var places: [Place] = []
    /// Share of each place; its sum over a state is the state's share.
    private(set) var shares: [Double] = []
    private(set) var cities = NameList()
    private(set) var counties = NameList()
    private(set) var airports = NameList()

    init(_ shape: SampleShape, _ gazetteer: Gazetteer) {
        for (index, state) in shape.states.enumerated() {
            let known = shape.cities.filter { $0.state == state.code }
            add(known + Self.others(in: state, except: known, gazetteer), state: index)
        }
    }

    /// The places without a share of their own, with the share that their population gives them.
    private static func others(in state: SampleShape.State, except known: [SampleShape.City], _ gazetteer: Gazetteer) -> [SampleShape.City] {
        let names = Set(known.map(\.name))
        let places = (gazetteer.places[state.code] ?? []).filter { !names.contains($0.name) }
        let rest = max(state.share - known.reduce(0) { $0 + $1.share }, 0)
        let inhabitants = places.reduce(0) { $0 + $1.population }
        return places.map {
            SampleShape.City(
                state: state.code, name: $0.name, share: rest * $0.population / inhabitants, latitude: $0.latitude, longitude: $0.longitude)
        }
    }

    private mutating func add(_ cities: [SampleShape.City], state: Int) {
        let cities = cities.sorted { ($1.share, $0.name) < ($0.share, $1.name) }
        var neighborhoods = [Int](repeating: 0, count: cities.count)
        for (position, index) in Self.byNeighborhood(cities).enumerated() { neighborhoods[index] = position }
        for (city, position) in zip(cities, neighborhoods) {
            places.append(
                Place(
                    state: Int32(state), city: self.cities.code(of: city.name),
                    county: counties.code(of: PlaceNames.county(position / 7, state: state)),
                    airport: airports.code(of: PlaceNames.airport(position / 6, state: state)),
                    latitude: city.latitude, longitude: city.longitude, streets: Int32(40 + max(3, city.share * 50_000))))
            shares.append(city.share)
        }
    }

    /// Indices of cities in bands of half a degree from south to north, each from west to east: neighbors share a county.
    private static func byNeighborhood(_ cities: [SampleShape.City]) -> [Int] {
        cities.indices.sorted {
            ((cities[$0].latitude * 2).rounded(.down), cities[$0].longitude) < ((cities[$1].latitude * 2).rounded(.down), cities[$1].longitude)
        }
    }
}

/// Distinct names in order of their first appearance.
struct NameList: Sendable {
    private(set) var names: [String] = []
    private var codes: [String: Int32] = [:]

    /// The name's position, added at the end when it is new.
    mutating func code(of name: String) -> Int32 {
        if let code = codes[name] { return code }
        let code = Int32(names.count)
        codes[name] = code
        names.append(name)
        return code
    }
}
