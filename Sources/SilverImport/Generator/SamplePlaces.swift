import Silver

/// The cities of a sample: the real ones of a ``SampleShape`` and a tail of invented ones, state by state.
///
/// What a state's real cities leave of its share is spread over its invented ones by Zipf's law. Counties and airports are
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
        var latitude: Double
        var longitude: Double
        /// Standard deviation of hot spots around the center, in degrees.
        var spread: Double
        /// Number of hot spots.
        var spots: Int32
    }

    private(set) var places: [Place] = []
    /// Share of each place; its sum over a state is the state's share.
    private(set) var shares: [Double] = []
    private(set) var cities = NameList()
    private(set) var counties = NameList()
    private(set) var airports = NameList()

    init(_ shape: SampleShape) {
        for index in shape.states.indices { addState(index, of: shape) }
    }

    private mutating func addState(_ index: Int, of shape: SampleShape) {
        let state = shape.states[index]
        let known = shape.cities.filter { $0.state == state.code }
        for (rank, city) in known.enumerated() {
            add(city.name, rank: rank, state: index, of: shape, share: city.share, latitude: city.latitude, longitude: city.longitude)
        }
        let tail = max(state.cities - known.count, 0)
        let names = PlaceNames.cities(count: tail, state: index, except: Set(known.map(\.name)))
        let weights = (0..<tail).map { 1 / (Double($0) + 4) }
        let rest = state.share - known.reduce(0) { $0 + $1.share }
        let scale = max(rest, 0) / max(weights.reduce(0, +), .leastNonzeroMagnitude)
        var random = RandomStream(seed: 0x706C_6163_6573, index)
        for (rank, name) in names.enumerated() {
            let latitude = state.box[0] + (state.box[1] - state.box[0]) * random.uniform()
            let longitude = state.box[2] + (state.box[3] - state.box[2]) * random.uniform()
            add(
                name, rank: known.count + rank, state: index, of: shape, share: weights[rank] * scale, latitude: latitude,
                longitude: longitude)
        }
    }

    private mutating func add(
        _ name: String, rank: Int, state: Int, of shape: SampleShape, share: Double, latitude: Double, longitude: Double
    ) {
        places.append(
            Place(
                state: Int32(state), city: cities.code(of: name), county: counties.code(of: PlaceNames.county(rank / 7, state: state)),
                airport: airports.code(of: PlaceNames.airport(rank / 6, state: state)), latitude: latitude, longitude: longitude,
                spread: share > 0.001 ? 0.06 : 0.025, spots: Int32(max(3, share * 50_000))))
        shares.append(share)
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
