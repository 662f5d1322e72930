import Accidents
import ORC
import Testing

@testable import Silver
@testable import SilverImport

extension SampleModel {
    /// Made once for all tests.
    static let shared = Result { try SampleModel(SampleShape.load()) }
}

/// Where generated accidents lie: in real places, and in as many cells as those of the published data.
@Suite struct GeneratorPlacesTests {
    @Test func placesHaveDistinctNamesAndTheSharesOfTheirStates() throws {
        let shape = try SampleShape.load(), places = try SamplePlaces(shape, Gazetteer.load())
        // Seven states have more cities in the feed than GeoNames has places with inhabitants.
        #expect((13_200...13_700).contains(places.places.count))
        #expect(Set(places.places.map { [$0.state, $0.city] }).count == places.places.count)
        for (index, state) in shape.states.enumerated() {
            let shares = zip(places.places, places.shares).filter { Int($0.0.state) == index }.map(\.1)
            #expect(abs(shares.reduce(0, +) - state.share) < 1e-9, "\(state.code)")
            #expect(shares.count <= state.cities, "\(state.code)")
        }
    }

    @Test func everyCityIsOneOfGeoNamesOrOfTheFeed() throws {
        let shape = try SampleShape.load(), gazetteer = try Gazetteer.load()
        let places = SamplePlaces(shape, gazetteer)
        let feed = Set(shape.cities.map { [$0.state, $0.name] })
        let real = Set(gazetteer.places.flatMap { state, places in places.map { [state, $0.name] } })
        let missing = feed.subtracting(real)
        #expect(missing.count <= 6, "of the feed's 200 commonest cities GeoNames lacks \(missing)")
        for place in places.places {
            let name = [shape.states[Int(place.state)].code, places.cities.names[Int(place.city)]]
            #expect(real.contains(name) || feed.contains(name), "\(name)")
        }
    }

    @Test func placesOfAStateShareTheRestByPopulation() throws {
        let shape = try SampleShape.load()
        let places = try SamplePlaces(shape, Gazetteer.load())
        func share(_ city: String, _ state: String) throws -> Double {
            let index = try #require(
                places.places.firstIndex { shape.states[Int($0.state)].code == state && places.cities.names[Int($0.city)] == city })
            return places.shares[index]
        }
        #expect(try share("Miami", "FL") == 0.024206, "as the feed has it")
        let (large, small) = (try share("Boise", "ID"), try share("Twin Falls", "ID"))
        #expect(large > 3 * small && large < 6 * small, "235,684 and 53,000 inhabitants: \(large) and \(small)")
    }

    @Test(arguments: ["CA\tNowhere\t37.5\t-120.1\t0", "CA\tNowhere\t37.5\t-120.1", "CA\tNowhere\tnorth\t-120.1\t900"])
    func lineOfAGazetteerThatCannotBeReadIsNamed(line: String) {
        let lines = "CA\tAcampo\t38.1746\t-121.2786\t341\n\(line)\n"
        let error = #expect(throws: SilverError.self) { try Gazetteer(lines: Array(lines.utf8)) }
        #expect(error?.code == .io && error?.message.contains("line 2") == true && error?.message.contains(line) == true)
    }

    @Test func roadsOfAPlaceHaveItsShareAndStayInTheState() throws {
        let places = try SamplePlaces(SampleShape.load(), Gazetteer.load()), roads = SampleRoads(places)
        var shares = [Double](repeating: 0, count: places.places.count)
        var faults: [String] = []
        let boxes = try Self.boxes()
        for (road, share) in zip(roads.roads, roads.shares) {
            shares[Int(road.place)] += share
            let box = boxes[Int(places.places[Int(road.place)].state)]
            let ends = [(road.latitude, road.longitude), (road.latitude + Double(road.north), road.longitude + Double(road.east))]
            for (latitude, longitude) in ends where !box.contains(latitude, longitude, margin: 0.0451) { faults.append("\(road)") }
        }
        #expect(faults.isEmpty, "\(faults.prefix(3))")
        for (found, expected) in zip(shares, places.shares) { #expect(abs(found - expected) < 1e-12) }
    }

    /// South, north, west and east of a state's places.
    private struct Box {
        var latitudes: ClosedRange<Double>
        var longitudes: ClosedRange<Double>

        func contains(_ latitude: Double, _ longitude: Double, margin: Double) -> Bool {
            (latitudes.lowerBound - margin...latitudes.upperBound + margin).contains(latitude)
                && (longitudes.lowerBound - margin...longitudes.upperBound + margin).contains(longitude)
        }
    }

    private static func boxes() throws -> [Box] {
        let model = try SampleModel.shared.get()
        return try model.states.indices.map { state in
            let places = model.places.filter { Int($0.state) == state }
            let (latitudes, longitudes) = (places.map(\.latitude), places.map(\.longitude))
            return Box(
                latitudes: try #require(latitudes.min())...(try #require(latitudes.max())),
                longitudes: try #require(longitudes.min())...(try #require(longitudes.max())))
        }
    }

    /// Draws the places of `rows` rows, batch by batch.
    private static func forEachBatch(rows: Int, seed: UInt64, _ body: (SampleModel, SampleBatch) throws -> Void) throws {
        let model = try SampleModel.shared.get()
        let batch = SampleBatch()
        model.attachDictionaries(to: batch)
        for (number, start) in stride(from: 0, to: rows, by: SampleBatch.capacity).enumerated() {
            var random = RandomStream(seed: seed, number)
            batch.start(min(SampleBatch.capacity, rows - start), partition: model.months[0].partition)
            for row in 0..<batch.count { batch.source.codes[row] = 1 }
            model.drawPlaces(batch, &random)
            try body(model, batch)
        }
    }

    /// A cell of 0.01° of a state, as zones and hotspots have them.
    private struct Cell: Hashable {
        var state: Int32, latitude: Int32, longitude: Int32
    }

    /// The size of a random sample of the published data, and its number of cells.
    private static let published: [(rows: Int, cells: Int)] = [(48_000, 29_800), (97_000, 47_700), (193_000, 73_400), (387_000, 108_900)]

    @Test(arguments: [1, 2] as [UInt64])
    func rowsLieInAsManyCellsAsPublishedOnes(seed: UInt64) throws {
        var cells: [Cell: Int] = [:], found: [Int] = [], rows = 0
        try Self.forEachBatch(rows: Self.published.last?.rows ?? 0, seed: seed) { _, batch in
            for row in 0..<batch.count {
                let latitude = batch.startLatitude.values[row], longitude = batch.startLongitude.values[row]
                let (north, east) = ((latitude * 100).rounded(.down), (longitude * 100).rounded(.down))
                cells[Cell(state: batch.state.codes[row], latitude: Int32(north), longitude: Int32(east)), default: 0] += 1
                rows += 1
                if found.count < Self.published.count, rows == Self.published[found.count].rows { found.append(cells.count) }
            }
        }
        try #require(found.count == Self.published.count)
        for (found, expected) in zip(found, Self.published) {
            #expect(abs(Double(found) / Double(expected.cells) - 1) < 0.08, "\(found) cells of \(expected.rows) rows, not \(expected.cells)")
        }
        // Twice the rows have 1.60, 1.54 and 1.48 times the cells in the published data.
        for (before, after) in zip(Self.published.indices, Self.published.indices.dropFirst()) {
            let growth = Double(found[after]) / Double(found[before])
            let expected = Double(Self.published[after].cells) / Double(Self.published[before].cells)
            #expect(abs(growth - expected) < 0.06, "\(growth) times the cells, not \(expected)")
        }
        let counts = cells.values.sorted(by: >), most = counts.prefix(100).reduce(0, +)
        #expect((0.02...0.06).contains(Double(most) / Double(rows)), "3.7 % of published rows lie in the 100 commonest cells")
    }

    @Test func everyRowLiesInItsState() throws {
        let boxes = try Self.boxes()
        var outside: [String] = [], columns: Set<Int32> = []
        try Self.forEachBatch(rows: 100_000, seed: 3) { model, batch in
            for row in 0..<batch.count {
                let (latitude, longitude) = (batch.startLatitude.values[row], batch.startLongitude.values[row])
                let state = model.places[Int(batch.place[row])].state
                let isInside = batch.state.codes[row] == state && boxes[Int(state)].contains(latitude, longitude, margin: 0.05)
                if !isInside { outside.append("\(model.names.states[Int(state)]): \(latitude), \(longitude)") }
                columns.insert(Int32(longitude))
            }
        }
        #expect(outside.isEmpty, "\(outside.count) rows: \(outside.prefix(3))")
        #expect(columns.count >= 55, "from coast to coast")
    }
}
